"""Reading a log of cases: what is late by itself, and what is no such log."""

from datetime import timedelta
from pathlib import Path

import pytest

from motcua.catalogue.terms import Channel
from motcua.simulation import logs
from motcua.simulation.logs import BadLogError

LOG = Path("tests/fixtures/logs/made-up.csv")


@pytest.fixture(scope="module")
def cases():
    return {case.name: case for case in logs.read(LOG.read_text(encoding="utf-8").splitlines())}


def test_how_late_the_log_is_by_itself(cases):
    assert logs.lateness(cases.values()) == {
        "cases": 11,
        "closed": 9,
        "open": 2,
        "late_by_instant": 5,
        "late_by_day": 3,
    }
    assert [name for name, case in cases.items() if case.is_late_by_day] == [
        "late-by-day",
        "late-on-sunday",
        "due-on-a-holiday",
    ]
    assert [name for name, case in cases.items() if not case.is_possible] == ["ends-before-its-start"]


def test_limits_are_calendar_days_by_the_clock_on_the_wall(cases):
    assert cases["late-by-day"].days == 7
    assert cases["over-the-change-of-the-clock"].days == 7
    assert cases["worked-on-before-its-start"].days == 42
    start = cases["late-on-sunday"].started
    assert logs.here(start).date() == start.date()
    assert logs.here(start).utcoffset() == timedelta(hours=7)


def test_channels_and_moments(cases):
    assert cases["late-on-sunday"].channel is Channel.ONLINE
    assert cases["late-by-day"].channel is Channel.POST
    assert cases["due-on-a-holiday"].channel is Channel.DIRECT
    early = cases["worked-on-before-its-start"]
    assert set(logs.moments(early)) == {early.started}
    assert list(logs.moments(cases["on-time"])) == cases["on-time"].worked


HEAD = LOG.read_text(encoding="utf-8").splitlines()[0]
ROW = LOG.read_text(encoding="utf-8").splitlines()[1]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a,b", "1,2"], "no column"),
        ([HEAD, ROW.replace("+01:00", "")], "row 2: .* no offset"),
        ([HEAD, ROW, ROW.replace("on-time", "x").replace("2019-03-11", "2019-03-04")], "row 3: the deadline"),
        ([HEAD, ROW.split(",")[0]], "row 2"),
    ],
)
def test_what_is_no_such_log(lines, said):
    with pytest.raises(BadLogError, match=said):
        logs.read(lines)


def test_the_same_content_has_the_same_fingerprint():
    assert logs.fingerprint(b"a") == logs.fingerprint(b"a") != logs.fingerprint(b"b")
    assert 0 <= logs.fingerprint(b"a") < 2**63
