"""The scenario's own clock tells what the working-time engine tells."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.times import LOCAL
from motcua.simulation.district import AT_COMMUNE, AT_DISTRICT, SHARES, WorkClock
from motcua.worktime import calc
from motcua.worktime.calendars import Session, WorkCalendar, span
from motcua.worktime.limits import Limit, Unit

_SESSIONS = [Session(day, *span(text)) for day in range(5) for text in ("07:30-11:30", "13:00-17:00")]
_CALENDAR = WorkCalendar.of(_SESSIONS, off=[date(2020, 1, 23), date(2020, 1, 24)], makeup={})
_CLOCK = WorkClock(_CALENDAR, date(2020, 1, 1), date(2020, 12, 31))
_FIRST = datetime(2020, 1, 2, tzinfo=LOCAL)
_times = st.integers(0, 60 * 86_400).map(lambda seconds: _FIRST + timedelta(seconds=seconds))


@given(_times, st.integers(1, 200_000))
def test_later_is_the_engine_s_due(at, seconds):
    due = calc.due(_CALENDAR, at, Limit.of(Fraction(seconds, 60), Unit.MINUTES)).at
    assert _CLOCK.later(at, seconds) == due


@given(_times, _times)
def test_worked_is_the_engine_s_measure(one, other):
    since, until = sorted((one, other))
    measured = calc.measure(_CALENDAR, since, until) // timedelta(seconds=1)
    assert _CLOCK.worked(until) - _CLOCK.worked(since) == measured


def test_shares_are_of_a_thousand():
    assert len(SHARES) == 16
    assert sum(SHARES.values()) == 1000
    assert sum(want.share for want in AT_COMMUNE) == sum(want.share for want in AT_DISTRICT) == 1000
