"""Properties that hold for any calendar (statistics.md 3), to the microsecond."""

from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.documents import calendar_from
from motcua.worktime.limits import Limit, Mode, Unit
from tests.unit import worktime_samples as samples

BEGIN = datetime(2019, 12, 20, tzinfo=LOCAL)
MICROSECOND = Fraction(1, 60_000_000)

documents = st.integers(0, 10**6).map(lambda seed: samples.calendar(Random(seed)))
calendars = documents.map(calendar_from)
times = st.integers(0, 200 * 86_400 * 10**6).map(lambda n: BEGIN + timedelta(microseconds=n))
lengths = st.one_of(
    st.just(0), st.integers(0, 30_000 * 10**6), st.integers(0, 20_000).map(lambda n: n * 60 * 10**6)
)
modes = st.sampled_from(list(Mode))
whole_days = st.integers(0, 150)


def running(microseconds):
    return Limit.of(microseconds * MICROSECOND, Unit.MINUTES)


def days(number):
    return Limit.of(Fraction(number), Unit.WORKING_DAYS)


def due(calendar, received, limit, mode=Mode.END_OF_DAY):
    return calc.due(calendar, received, limit, mode).at


@given(calendars, times, lengths)
def test_add_and_measure_are_inverse(calendar, received, length):
    end = due(calendar, received, running(length))
    assert calc.measure(calendar, received, end) == timedelta(microseconds=length)
    assert calc.measure(calendar, end, received) == -timedelta(microseconds=length)


@given(calendars, times, lengths)
def test_the_end_is_the_earliest_instant(calendar, received, length):
    end = due(calendar, received, running(length))
    if end > received and length:
        before = end - timedelta(microseconds=1)
        assert calc.measure(calendar, received, before) < timedelta(microseconds=length)


@given(calendars, times, lengths, lengths)
def test_splitting_changes_nothing(calendar, received, first, second):
    between = due(calendar, received, running(first))
    assert due(calendar, between, running(second)) == due(calendar, received, running(first + second))


@given(calendars, times, times, times)
def test_measures_add_up(calendar, one, two, three):
    parts = calc.measure(calendar, one, two) + calc.measure(calendar, two, three)
    assert parts == calc.measure(calendar, one, three)


@given(calendars, times, lengths, lengths)
def test_more_time_is_never_earlier(calendar, received, first, second):
    shorter, longer = sorted((first, second))
    assert due(calendar, received, running(shorter)) <= due(calendar, received, running(longer))


@given(calendars, times, whole_days, whole_days, modes)
def test_more_whole_days_are_never_earlier(calendar, received, first, second, mode):
    fewer, more = sorted((first, second))
    assert due(calendar, received, days(fewer), mode) <= due(calendar, received, days(more), mode)


@given(calendars, times, st.integers(0, 400), st.integers(0, 400), modes)
def test_more_fractions_of_days_are_never_earlier(calendar, received, first, second, mode):
    fewer, more = (Fraction(n, 10) for n in sorted((first, second)))
    assert due(calendar, received, days(fewer), mode) <= due(calendar, received, days(more), mode)


@given(documents, times, st.one_of(lengths.map(running), whole_days.map(days)), modes, st.integers(0, 250))
def test_one_more_holiday_is_never_earlier(document, received, limit, mode, day):
    on = (BEGIN.date() + timedelta(days=day)).isoformat()
    makeup = {date: plan for date, plan in document["makeup"].items() if date != on}
    calendar = calendar_from(document)
    closed = calendar_from({**document, "off": [*document["off"], on], "makeup": makeup})
    assert due(closed, received, limit, mode) >= due(calendar, received, limit, mode)


@given(calendars, times, lengths, times, lengths)
def test_a_pause_moves_by_the_working_time_inside_it(calendar, received, length, paused, pause):
    lawful, resumed = due(calendar, received, running(length)), paused + timedelta(microseconds=pause)
    moved = calc.move_by_pause(calendar, lawful, running(length), paused, resumed)
    inside = calc.measure(calendar, paused, resumed) if paused <= lawful else timedelta()
    assert calc.measure(calendar, lawful, moved) == inside
    assert moved == lawful or paused <= lawful


@given(calendars, times, whole_days, times, st.integers(0, 60), modes)
def test_a_pause_moves_working_days_by_working_days(calendar, received, number, paused, length, mode):
    lawful, resumed = due(calendar, received, days(number), mode), paused + timedelta(days=length)
    moved = calc.move_by_pause(calendar, lawful, days(number), paused, resumed, mode)
    inside = calc.working_days_between(calendar, paused.date(), resumed.date()) if paused <= lawful else 0
    # Midnight ends one day and begins another; which, only the examples say.
    assume(samples.MIDNIGHT not in (lawful.time(), moved.time()))
    assert calc.working_days_between(calendar, lawful.date(), moved.date()) == inside


@given(calendars, times, st.sampled_from(["same_day", "d", "mo"]), st.integers(0, 40))
def test_days_end_on_a_working_day_not_before_receipt(calendar, received, unit, number):
    limit = Limit.of(number, Unit(unit))
    at = due(calendar, received, limit)
    assert at > received
    assert calendar.is_working_day((at - timedelta(microseconds=1)).date())


@given(documents, times, st.one_of(lengths.map(running), whole_days.map(days)), modes)
def test_a_warm_calendar_answers_as_a_cold_one(document, received, limit, mode):
    warm = calendar_from(document)
    for _ in range(10):
        calc.working_days_between(warm, BEGIN.date(), received.date())
        calc.measure(warm, BEGIN, received)
    assert due(warm, received, limit, mode) == due(calendar_from(document), received, limit, mode)
