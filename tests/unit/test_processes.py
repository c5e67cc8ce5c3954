"""Tasks done by processes of their own: results in any order asked, errors told, a killed process noticed."""

import os
import signal
from functools import partial

import pytest

from motcua.integrity.processes import at_work


def test_results_by_their_places():
    with at_work([partial(pow, number, 2) for number in range(20)]) as result:
        assert [result(place) for place in range(19, -1, -1)] == [n * n for n in range(19, -1, -1)]


def test_an_error_is_raised_where_its_result_is_asked():
    with at_work([partial(int, "7"), partial(int, "x"), partial(int, "8")]) as result:
        assert (result(0), result(2)) == (7, 8)
        with pytest.raises(ValueError, match="invalid literal"):
            result(1)


def test_a_killed_process_is_noticed():
    tasks = [lambda: os.kill(os.getpid(), signal.SIGKILL)] * 2
    with at_work(tasks) as result, pytest.raises((EOFError, ConnectionError)):
        result(0)
