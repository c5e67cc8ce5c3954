"""What is no time, no limit or no calendar is refused and says why; texts are written in one way."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from motcua.lib.times import parse_time
from motcua.worktime import calc
from motcua.worktime.calendars import Session, WorkCalendar, clock, day_plan, span
from motcua.worktime.documents import calendar_from
from motcua.worktime.errors import (
    BadCalendar,
    BadLimit,
    BadPause,
    NaiveTime,
    NegativeLimit,
    NoWorkingTime,
    OutOfRange,
    WorkTimeError,
)
from motcua.worktime.limits import Limit, Mode, Unit, parse_limit
from tests.unit.worktime_week import PLAIN, USUAL, due, week


def test_a_naive_time_names_no_instant():
    naive = datetime(2025, 6, 2, 9)
    with pytest.raises(NaiveTime):
        calc.due(PLAIN, naive, parse_limit("1 h"))
    with pytest.raises(NaiveTime):
        calc.measure(PLAIN, naive, parse_time("2025-06-02T09:00"))


@pytest.mark.parametrize("limit", ["1 min", "same_day", "1 wd", "0 wd", "3 d", "1 mo", "0.5 wd"])
@pytest.mark.parametrize("mode", list(Mode))
def test_no_session_at_all(limit, mode):
    with pytest.raises(NoWorkingTime, match="two years"):
        due("2025-06-02T09:00", limit, mode, week(days=()))
    only_reception = week(days=(), reception={"mon": ["08:00-10:00"]})
    with pytest.raises(NoWorkingTime):
        due("2025-06-02T09:00", limit, mode, only_reception)


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize(("second", "is_nonsense"), [("2027-06-05", False), ("2027-06-06", True)])
def test_two_years_without_a_session_on_the_way(warm, second, is_nonsense):
    following = (date.fromisoformat(second) + timedelta(days=1)).isoformat()
    calendar = week(days=(), makeup={"2025-06-04": USUAL, second: USUAL, following: USUAL})
    for _ in range(30 if warm else 0):
        calc.working_days_between(calendar, date(2025, 6, 1), date(2025, 6, 5))
        calc.measure(calendar, parse_time("2025-06-04T08:00"), parse_time("2025-06-04T09:00"))
    for limit in ("2 wd", "20 h"):
        if is_nonsense:
            with pytest.raises(NoWorkingTime):
                due("2025-06-03T09:00", limit, calendar=calendar)
        else:
            assert due("2025-06-03T09:00", limit, calendar=calendar)[:4] == "2027"


def test_two_years_of_days_off_one_by_one():
    off = [(date(2025, 6, 3) + timedelta(days=n)).isoformat() for n in range(800)]
    with pytest.raises(NoWorkingTime):
        due("2025-06-02T09:00", "300 wd", calendar=week(off=off))
    with pytest.raises(NoWorkingTime):
        due("2025-06-02T18:00", "1 h", calendar=week(off=off))
    with pytest.raises(NoWorkingTime):
        calc.previous_working_day(week(off=off), date(2027, 8, 10))


@pytest.mark.parametrize(
    "limit", ["99999999 h", "9999999 wd", "99999999 d", "999999 mo", "123456789012345678901234567 min"]
)
def test_an_end_after_the_year_9999(limit):
    with pytest.raises(OutOfRange, match="9999"):
        due("2025-06-02T09:00", limit)


def test_a_time_before_the_year_1():
    with pytest.raises(OutOfRange):
        calc.due(PLAIN, datetime.max.replace(tzinfo=UTC), parse_limit("1 h"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "h",
        "4 x",
        "4 hours",
        "4,5 h",
        "1e5 h",
        "+4 h",
        ".5 h",
        "4. h",
        "٣ h",
        "NaN h",
        "same day",
        "1.5 d",
        "0.5 mo",
        "4 same_day",
        "9" * 5000 + " h",
        "4 h 3 min",
        "nan",
    ],
)
def test_what_is_no_limit(text):
    with pytest.raises(BadLimit):
        parse_limit(text)


@pytest.mark.parametrize("text", ["-1 h", "-0.5 wd", "-3 d"])
def test_negative_limits(text):
    with pytest.raises(NegativeLimit, match="negative"):
        parse_limit(text)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("30min", "30 min"),
        (" 4  h ", "4 h"),
        ("1.50 wd", "1.5 wd"),
        ("same_day", "same_day"),
        ("007 d", "7 d"),
    ],
)
def test_limits_are_written_in_one_way(text, again):
    assert str(parse_limit(text)) == again
    assert parse_limit(str(parse_limit(text))) == parse_limit(text)


def test_a_limit_that_has_no_decimal_is_written_as_a_fraction():
    assert str(Limit.of(Fraction(1, 3), Unit.WORKING_DAYS)) == "1/3 wd"


def test_a_pause_that_ends_before_it_begins():
    times = parse_time("2025-06-03T09:00"), parse_time("2025-06-02T09:00")
    with pytest.raises(BadPause):
        calc.move_by_pause(PLAIN, parse_time("2025-06-06T17:00"), parse_limit("5 wd"), *times)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "no JSON object"),
        ({}, "no sessions"),
        ({"sessions": []}, "no JSON object"),
        ({"sessions": {"monday": USUAL}}, "unknown key 'monday'"),
        ({"sessions": {}, "holidays": []}, "unknown key 'holidays'"),
        ({"sessions": {"mon": "07:30-11:30"}}, "mon: sessions are a list"),
        ({"sessions": {"mon": [730]}}, "mon: sessions are a list"),
        ({"sessions": {"mon": [["07:30"]]}}, "mon: sessions are a list"),
        ({"sessions": {"mon": ["07:30"]}}, "mon: '07:30' is no session"),
        ({"sessions": {"mon": ["11:30-07:30"]}}, "mon: the session 11:30-07:30 ends before it begins"),
        ({"sessions": {"mon": ["07:30-07:30"]}}, "ends before it begins"),
        ({"sessions": {"mon": ["07:30-11:30", "11:00-12:00"]}}, "07:30-11:30 and 11:00-12:00 overlap"),
        ({"sessions": {"mon": ["07:30-11:30"]}, "reception": {"mon": ["11:00-12:00"]}}, "overlap"),
        ({"sessions": {"mon": ["07:60-11:30"]}}, "does not exist"),
        ({"sessions": {"mon": ["20:00-24:01"]}}, "does not exist"),
        ({"sessions": {}, "off": "2025-01-01"}, "off is no list"),
        ({"sessions": {}, "off": ["2025-02-30"]}, "'2025-02-30' is no date"),
        ({"sessions": {}, "off": [20250101]}, "20250101 is no date"),
        ({"sessions": {}, "makeup": {"2025-13-01": USUAL}}, "no date"),
        ({"sessions": {}, "makeup": {"2025-06-07": []}}, "make-up day 2025-06-07 has no session"),
        ({"sessions": {}, "makeup": ["2025-06-07"]}, "makeup is no JSON object"),
    ],
)
def test_bad_calendars_say_where(document, message):
    with pytest.raises(BadCalendar) as refused:
        calendar_from(document)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("session", "message"),
    [
        (Session(7, *span("07:30-11:30")), "no weekday 7"),
        (Session(0, 5, 4), "ends before it begins"),
        (Session(0, 4, 5, valid_from=date(2025, 2, 1), valid_to=date(2025, 1, 1)), "valid from"),
    ],
)
def test_bad_sessions(session, message):
    with pytest.raises(BadCalendar, match=message):
        WorkCalendar.of([session])


def test_a_make_up_day_without_sessions():
    with pytest.raises(BadCalendar, match="no session"):
        WorkCalendar.of([], makeup={date(2025, 6, 7): day_plan(())})


def test_all_errors_are_one_family():
    assert all(
        issubclass(e, WorkTimeError) for e in (BadCalendar, BadLimit, NaiveTime, NoWorkingTime, OutOfRange)
    )
    assert issubclass(WorkTimeError, ValueError)


def test_clock_times_are_written_as_short_as_they_are():
    assert [clock(n * 1_000_000) for n in (0, 27_000, 27_001)] == ["00:00", "07:30", "07:30:01"]
    assert clock(27_000_500_000) == "07:30:00.5"
