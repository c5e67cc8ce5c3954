"""Told waiting times: from true gaps only, in bounds that hold, or not at all."""

from datetime import UTC, datetime, timedelta
from random import Random

from motcua.queueing.measures import Course, measures, share
from motcua.queueing.waiting import FEWEST, STANDSTILL, Called, Estimate, estimate, gaps

NINE = datetime(2020, 6, 2, 2, tzinfo=UTC)


def minutes(count):
    return timedelta(minutes=count)


def busy(lengths):
    """Calls of a line that is never empty, with gaps of these lengths in minutes."""
    calls, at = [Called(NINE, NINE)], NINE
    for length in lengths:
        at += minutes(length)
        calls.append(Called(at, NINE))
    return calls


def test_a_gap_in_which_nobody_waited_tells_nothing():
    calls = [
        Called(NINE, NINE),
        Called(NINE + minutes(4), NINE - minutes(1)),
        Called(NINE + minutes(40), NINE + minutes(39)),
    ]
    assert gaps(calls) == [4.0]


def test_steady_work_is_told_exactly():
    calls = busy([5] * 6)
    assert estimate(2, calls, calls[-1].at) == Estimate(15, 15)
    assert estimate(0, calls, calls[-1].at) == Estimate(5, 5)


def test_unknown_is_not_told():
    calls = busy([5] * 6)
    assert estimate(0, [], NINE) is None
    assert estimate(0, busy([5] * (FEWEST - 1)), NINE + minutes(20)) is None
    assert estimate(0, calls, calls[-1].at + STANDSTILL) is not None
    assert estimate(0, calls, calls[-1].at + STANDSTILL + minutes(1)) is None


def test_about_four_of_five_wait_as_long_as_told():
    """Where services differ as they do at a counter; rounding outwards makes it rather more."""
    rng, held, told = Random(4), 0, 400
    for _ in range(told):
        calls = busy([rng.gammavariate(2.0, 3.0) for _ in range(12)])
        ahead = rng.randrange(6)
        answer = estimate(ahead, calls, calls[-1].at)
        waited = sum(rng.gammavariate(2.0, 3.0) for _ in range(ahead + 1))
        held += answer.low <= waited <= answer.high
    assert 0.78 <= held / told <= 0.96


def test_shares_are_measured_times():
    times = [minutes(m) for m in (9, 1, 5, 3, 7, 2, 8, 4, 6, 10)]
    assert (share(times, 5), share(times, 9), share([], 5)) == (minutes(5), minutes(9), None)
    assert share(times[:1], 9) == minutes(9)
    found = measures([Course(minutes(3), minutes(6)), Course(minutes(1), None), Course(None, None)])
    assert (found.issued, found.called, found.served) == (3, 2, 1)
    assert (found.waited_median, found.waited_p90, found.served_median) == (
        minutes(1),
        minutes(3),
        minutes(6),
    )
