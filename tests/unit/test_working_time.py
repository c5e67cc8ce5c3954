"""The cases of statistics.md 3 and domain.md 3.6, and the corners in between."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from motcua.lib.times import iso_local, parse_time
from motcua.worktime import calc, vietnam
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

USUAL = ["07:30-11:30", "13:00-17:00"]
SAME_CLOCK, END_OF_DAY = Mode.SAME_CLOCK, Mode.END_OF_DAY


def week(sessions=USUAL, days=("mon", "tue", "wed", "thu", "fri"), **rest):
    return calendar_from({"sessions": dict.fromkeys(days, sessions), **rest})


PLAIN = week()


def with_vietnams_days(sessions):
    """Monday to Friday in these sessions, with the shipped days; make-up days have them too."""
    spans = tuple(map(span, sessions))
    shipped = vietnam.shipped().days
    return WorkCalendar.of(
        [Session(weekday, *times) for weekday in range(5) for times in spans],
        off=[day.on for day in shipped if not day.is_worked],
        makeup={day.on: day_plan(spans) for day in shipped if day.is_worked},
    )


DOMAIN = with_vietnams_days(["07:00-11:30", "13:30-17:00"])


def due(received, limit, mode=END_OF_DAY, calendar=PLAIN):
    at = calc.due(calendar, parse_time(received), parse_limit(limit), mode).at
    return iso_local(at).removesuffix(":00+07:00")


# --- statistics.md 3 ---


@pytest.mark.parametrize(
    ("received", "limit", "right"),
    [
        ("2025-06-02T18:00", "4 h", "2025-06-03T11:30"),
        ("2025-06-02T23:00", "1.5 wd", "2025-06-04T11:30"),
        ("2025-06-04T11:30", "10 h", "2025-06-05T15:00"),
        ("2025-06-02T09:00", "300 wd", "2026-07-27T09:00"),
    ],
)
def test_what_a_widely_used_engine_gets_wrong(received, limit, right):
    assert due(received, limit, SAME_CLOCK) == right


def test_a_working_day_is_a_day_and_not_eight_hours():
    seven_hours = week(["08:00-11:30", "13:30-17:00"])
    assert due("2025-06-02T09:00", "20 wd", SAME_CLOCK, seven_hours) == "2025-06-30T09:00"


def test_a_worked_saturday_morning():
    calendar = calendar_from(
        {"sessions": {**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), USUAL), "sat": ["07:30-11:30"]}}
    )
    assert due("2025-06-07T08:00", "6 h", calendar=calendar) == "2025-06-09T10:00"


def test_a_holiday_and_a_make_up_day():
    calendar = week(off=["2025-06-06"], makeup={"2025-06-07": USUAL})
    assert due("2025-06-05T09:20", "1 wd", SAME_CLOCK, calendar) == "2025-06-07T09:20"


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2025-06-02T09:00", "2025-06-03T18:00", 14.5),
        ("2025-06-02T18:00", "2025-06-03T09:00", 1.5),
        ("2025-06-03T09:00", "2025-06-02T18:00", -1.5),
        ("2025-06-07T09:00", "2025-06-08T18:00", 0),
        ("2025-06-02T09:00", "2026-07-27T09:00", 2400),
    ],
)
def test_elapsed(since, until, hours):
    assert calc.measure(PLAIN, parse_time(since), parse_time(until)) == timedelta(hours=hours)


def test_a_date_both_off_and_make_up_is_worked():
    calendar = week(off=["2025-06-07"], makeup={"2025-06-07": ["08:00-10:00"]})
    assert due("2025-06-06T09:00", "1 wd", calendar=calendar) == "2025-06-07T10:00"


def test_a_make_up_day_replaces_the_weekly_sessions():
    calendar = week(makeup={"2025-06-03": ["08:00-10:00"]})
    assert due("2025-06-02T17:00", "3 h", calendar=calendar) == "2025-06-04T08:30"


# --- domain.md 3.6, and the days of 3.7 ---


@pytest.mark.parametrize(
    ("received", "limit", "same_clock", "end_of_day"),
    [
        ("2020-05-29T14:59", "same_day", None, "2020-05-29T17:00"),
        ("2020-05-29T15:01", "same_day", None, "2020-06-01T17:00"),
        ("2020-01-22T15:30", "same_day", None, "2020-01-30T17:00"),
        ("2020-04-29T16:00", "same_day", None, "2020-05-04T17:00"),
        ("2020-01-20T09:00", "3 wd", "2020-01-30T09:00", "2020-01-30T17:00"),
        ("2020-01-20T09:00", "5 wd", "2020-02-03T09:00", "2020-02-03T17:00"),
        ("2020-04-28T10:00", "3 wd", "2020-05-05T10:00", "2020-05-05T17:00"),
        ("2020-08-31T16:30", "3 wd", "2020-09-04T16:30", "2020-09-04T17:00"),
        ("2020-12-30T15:30", "3 wd", "2021-01-05T15:30", "2021-01-05T17:00"),
        ("2021-02-08T08:00", "3 wd", "2021-02-18T08:00", "2021-02-18T17:00"),
        ("2024-04-26T10:00", "5 wd", "2024-05-07T10:00", "2024-05-07T17:00"),
        ("2020-01-10T09:00", "15 d", None, "2020-01-30T17:00"),
        ("2020-04-16T10:00", "15 d", None, "2020-05-04T17:00"),
        ("2025-12-31T10:00", "1 wd", "2026-01-05T10:00", "2026-01-05T17:00"),
        ("2026-01-09T10:00", "1 wd", "2026-01-10T10:00", "2026-01-10T17:00"),
    ],
)
def test_vectors_with_vietnams_holidays(received, limit, same_clock, end_of_day):
    assert due(received, limit, END_OF_DAY, DOMAIN) == end_of_day
    if same_clock:
        assert due(received, limit, SAME_CLOCK, DOMAIN) == same_clock


# --- where a receipt begins to count ---


@pytest.mark.parametrize(
    ("received", "limit", "mode", "right"),
    [
        ("2025-06-02T06:00", "1 wd", SAME_CLOCK, "2025-06-03T07:30"),
        ("2025-06-02T12:00", "1 wd", SAME_CLOCK, "2025-06-03T13:00"),
        ("2025-06-02T11:30", "1 wd", SAME_CLOCK, "2025-06-03T13:00"),
        ("2025-06-02T11:29", "1 wd", SAME_CLOCK, "2025-06-03T11:29"),
        ("2025-06-02T17:00", "1 wd", END_OF_DAY, "2025-06-04T17:00"),
        ("2025-06-06T17:01", "1 wd", END_OF_DAY, "2025-06-10T17:00"),
        ("2025-06-06T17:01", "1 d", END_OF_DAY, "2025-06-10T17:00"),
        ("2025-06-07T10:00", "same_day", END_OF_DAY, "2025-06-09T17:00"),
        ("2025-06-02T15:00", "same_day", END_OF_DAY, "2025-06-02T17:00"),
        ("2025-06-02T15:00:00.000001", "same_day", END_OF_DAY, "2025-06-03T17:00"),
        ("2025-06-02T16:59", "30 min", END_OF_DAY, "2025-06-03T07:59"),
        ("2025-06-02T07:30", "4 h", END_OF_DAY, "2025-06-02T11:30"),
        ("2025-06-02T07:30", "8 h", END_OF_DAY, "2025-06-02T17:00"),
    ],
)
def test_outside_sessions_counts_as_the_start_of_the_next(received, limit, mode, right):
    assert due(received, limit, mode) == right


@pytest.mark.parametrize(
    ("received", "limit", "mode", "right"),
    [
        ("2025-06-02T09:00", "0 h", END_OF_DAY, "2025-06-02T09:00"),
        ("2025-06-02T11:30", "0 h", END_OF_DAY, "2025-06-02T11:30"),
        ("2025-06-02T12:00", "0 h", END_OF_DAY, "2025-06-02T13:00"),
        ("2025-06-02T18:00", "0 min", END_OF_DAY, "2025-06-03T07:30"),
        ("2025-06-02T12:00", "0 wd", SAME_CLOCK, "2025-06-02T13:00"),
        ("2025-06-02T12:00", "0 wd", END_OF_DAY, "2025-06-02T17:00"),
        ("2025-06-06T18:00", "0 d", END_OF_DAY, "2025-06-09T17:00"),
        ("2025-06-06T09:00", "0 mo", END_OF_DAY, "2025-06-06T17:00"),
    ],
)
def test_limits_of_nothing(received, limit, mode, right):
    assert due(received, limit, mode) == right


# --- working days ---


def test_a_clock_time_that_is_not_worked_becomes_the_last_session_end():
    half = week(makeup={"2025-06-07": ["07:30-11:30"]})
    assert due("2025-06-06T16:00", "1 wd", SAME_CLOCK, half) == "2025-06-07T11:30"
    assert due("2025-06-06T16:00", "2 wd", SAME_CLOCK, half) == "2025-06-09T16:00"


def test_a_session_end_is_not_worked():
    calendar = week(makeup={"2025-06-03": ["08:00-12:00"]})
    assert due("2025-06-03T11:29", "1 wd", SAME_CLOCK, calendar) == "2025-06-04T11:29"
    assert due("2025-06-03T11:30", "1 wd", SAME_CLOCK, calendar) == "2025-06-04T17:00"
    assert due("2025-06-03T11:45", "1 wd", SAME_CLOCK, calendar) == "2025-06-04T17:00"


@pytest.mark.parametrize(
    ("received", "limit", "mode", "right"),
    [
        ("2025-06-02T10:30", "0.5 wd", SAME_CLOCK, "2025-06-02T16:00"),
        ("2025-06-02T10:30", "0.5 wd", END_OF_DAY, "2025-06-03T17:00"),
        ("2025-06-02T10:30", "1.5 wd", END_OF_DAY, "2025-06-04T17:00"),
        ("2025-06-02T07:30", "0.001 wd", SAME_CLOCK, "2025-06-02T07:30:28.800000+07:00"),
    ],
)
def test_fractions_of_working_days(received, limit, mode, right):
    assert due(received, limit, mode) == right


def test_a_fraction_is_a_share_of_the_day_on_which_it_starts():
    half = week(makeup={"2025-06-07": ["07:30-11:30"]})
    assert due("2025-06-06T07:30", "1.5 wd", SAME_CLOCK, half) == "2025-06-07T09:30"
    # 16:00 is not worked on that Saturday: the whole day ends at 11:30, where half of four hours begins.
    assert due("2025-06-06T16:00", "1.5 wd", SAME_CLOCK, half) == "2025-06-09T09:30"


def test_a_fraction_never_leads_past_the_next_whole_day():
    half = week(makeup={"2025-06-07": ["07:30-11:30"]})
    assert due("2025-06-05T16:00", "2 wd", SAME_CLOCK, half) == "2025-06-07T11:30"
    assert due("2025-06-05T16:00", "1.9 wd", SAME_CLOCK, half) == "2025-06-07T11:30"


def test_a_part_of_a_microsecond_is_rounded_up():
    third = Limit.of(Fraction(1, 7), Unit.MINUTES)
    at = calc.due(PLAIN, parse_time("2025-06-02T08:00"), third).at
    assert at == parse_time("2025-06-02T08:00:08.571429")


# --- calendar days and months ---


@pytest.mark.parametrize(
    ("received", "limit", "right"),
    [
        ("2025-01-31T09:00", "1 mo", "2025-02-28T17:00"),
        ("2024-01-31T09:00", "1 mo", "2024-02-29T17:00"),
        ("2025-01-31T09:00", "2 mo", "2025-03-31T17:00"),
        ("2025-10-15T09:00", "15 mo", "2027-01-15T17:00"),
        ("2025-05-01T09:00", "1 mo", "2025-06-02T17:00"),
        ("2025-06-02T09:00", "5 d", "2025-06-09T17:00"),
        ("2025-06-02T09:00", "4 d", "2025-06-06T17:00"),
    ],
)
def test_calendar_days_and_months(received, limit, right):
    assert due(received, limit) == right
    assert due(received, limit, SAME_CLOCK) == right


# --- reception only ---

SATURDAY = week(reception={"sat": ["07:30-11:30"], "thu": ["17:00-18:30"]})


@pytest.mark.parametrize(
    ("received", "limit", "mode", "right"),
    [
        ("2025-06-07T08:00", "1 h", END_OF_DAY, "2025-06-09T08:30"),
        ("2025-06-07T08:00", "1 wd", END_OF_DAY, "2025-06-09T17:00"),
        ("2025-06-07T08:00", "1 wd", SAME_CLOCK, "2025-06-09T08:00"),
        ("2025-06-06T18:00", "1 wd", END_OF_DAY, "2025-06-09T17:00"),
        ("2025-06-07T12:00", "1 wd", END_OF_DAY, "2025-06-10T17:00"),
        ("2025-06-07T08:00", "same_day", END_OF_DAY, "2025-06-09T17:00"),
        ("2025-06-05T17:30", "same_day", END_OF_DAY, "2025-06-06T17:00"),
        ("2025-06-05T17:30", "1 wd", SAME_CLOCK, "2025-06-06T17:00"),
        ("2025-06-05T17:30", "0 wd", END_OF_DAY, "2025-06-06T17:00"),
        ("2025-06-05T17:30", "0 wd", SAME_CLOCK, "2025-06-06T07:30"),
        ("2025-06-07T08:00", "2 d", END_OF_DAY, "2025-06-09T17:00"),
    ],
)
def test_reception_only_receives_but_is_no_working_time(received, limit, mode, right):
    assert due(received, limit, mode, SATURDAY) == right


def test_a_day_of_reception_only_is_no_working_day():
    assert not SATURDAY.is_working_day(date(2025, 6, 7))
    whole = calc.measure(SATURDAY, parse_time("2025-06-02T00:00"), parse_time("2025-06-09T00:00"))
    assert whole == timedelta(hours=40)


# --- hours that change on a date ---


def changing():
    old = [Session(d, *span(text), valid_to=date(2025, 6, 30)) for d in range(5) for text in USUAL]
    new = [Session(d, *span("08:00-16:00"), valid_from=date(2025, 7, 1)) for d in range(6)]
    return WorkCalendar.of(old + new, off=[date(2025, 7, 2)])


@pytest.mark.parametrize("warm", [False, True])
def test_hours_change_on_a_date(warm):
    calendar = changing()
    for _ in range(30 if warm else 0):
        due("2025-06-02T09:00", "1 wd", calendar=calendar)
        due("2025-06-02T09:00", "1 h", calendar=calendar)
    assert due("2025-06-30T09:00", "1 wd", calendar=calendar) == "2025-07-01T16:00"
    assert due("2025-06-30T16:00", "3 h", calendar=calendar) == "2025-07-01T10:00"
    assert due("2025-07-01T15:00", "2 h", calendar=calendar) == "2025-07-03T09:00"
    assert due("2025-07-04T09:00", "1 wd", calendar=calendar) == "2025-07-05T16:00"
    assert due("2025-01-06T09:00", "200 wd", calendar=calendar) == "2025-09-26T16:00"
    both = parse_time("2025-06-30T00:00"), parse_time("2025-07-02T00:00")
    assert calc.measure(calendar, *both) == timedelta(hours=16)
    year = parse_time("2025-01-01T00:00"), parse_time("2026-01-01T00:00")
    assert calc.measure(calendar, *year) == timedelta(hours=2288)


def test_sessions_that_overlap_in_their_days_only_where_they_hold():
    first = Session(0, *span("07:30-11:30"), valid_to=date(2025, 6, 30))
    WorkCalendar.of([first, Session(0, *span("08:00-12:00"), valid_from=date(2025, 7, 1))])
    with pytest.raises(BadCalendar, match="overlap"):
        WorkCalendar.of([first, Session(0, *span("08:00-12:00"), valid_from=date(2025, 6, 30))])


# --- pauses ---


@pytest.mark.parametrize(
    ("lawful", "limit", "mode", "pause", "right"),
    [
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T09:00", "2025-06-03T14:00"), "2025-06-03T16:30"),
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T12:00", "2025-06-03T12:30"), "2025-06-03T11:30"),
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T11:00", "2025-06-03T12:30"), "2025-06-03T13:30"),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-05T10:00"),
            "2025-06-10T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-03T16:00"),
            "2025-06-06T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-06T17:00", "2025-06-09T08:00"),
            "2025-06-09T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-06T17:01", "2025-06-09T08:00"),
            "2025-06-06T17:00",
        ),
        (
            "2025-06-04T11:30",
            "1.5 wd",
            SAME_CLOCK,
            ("2025-06-03T08:00", "2025-06-04T08:00"),
            "2025-06-05T11:30",
        ),
        (
            "2025-06-04T09:00",
            "2 wd",
            SAME_CLOCK,
            ("2025-06-03T08:00", "2025-06-04T08:00"),
            "2025-06-05T09:00",
        ),
        (
            "2025-06-02T17:00",
            "same_day",
            END_OF_DAY,
            ("2025-06-02T09:00", "2025-06-04T08:00"),
            "2025-06-04T17:00",
        ),
        (
            "2025-06-06T17:00",
            "15 d",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-04T09:00"),
            "2025-06-09T17:00",
        ),
        (
            "2025-06-06T17:00",
            "15 d",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-07T09:00"),
            "2025-06-10T17:00",
        ),
        (
            "2025-06-06T17:00",
            "1 mo",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-03T19:00"),
            "2025-06-06T17:00",
        ),
    ],
)
def test_a_pause_moves_the_lawful_due_date(lawful, limit, mode, pause, right):
    moved = calc.move_by_pause(PLAIN, parse_time(lawful), parse_limit(limit), *map(parse_time, pause), mode)
    assert moved == parse_time(right)


def test_a_due_date_at_the_end_of_a_short_day_stays_at_the_end_of_the_day():
    half = week(makeup={"2025-06-07": ["07:30-11:30"]})
    pause = parse_time("2025-06-06T08:00"), parse_time("2025-06-07T08:00")
    moved = calc.move_by_pause(half, parse_time("2025-06-07T11:30"), parse_limit("1 wd"), *pause, SAME_CLOCK)
    assert moved == parse_time("2025-06-09T17:00")


def test_a_due_date_at_midnight_belongs_to_the_day_before():
    night = week(["16:00-24:00"])
    lawful = calc.due(night, parse_time("2025-06-02T17:00"), parse_limit("1 wd")).at
    assert lawful == parse_time("2025-06-04T00:00")
    pause = parse_time("2025-06-02T18:00"), parse_time("2025-06-03T18:00")
    assert calc.move_by_pause(night, lawful, parse_limit("1 wd"), *pause) == parse_time("2025-06-05T00:00")
    assert calc.move_by_pause(night, lawful, parse_limit("1 d"), *pause) == parse_time("2025-06-05T00:00")
    assert calc.due(night, lawful, parse_limit("0 h")).at == lawful


# --- elapsed, remaining, counting, hand-over ---


def test_elapsed_without_pauses_that_overlap():
    pauses = [
        (parse_time("2025-06-02T10:00"), parse_time("2025-06-02T11:00")),
        (parse_time("2025-06-02T10:30"), parse_time("2025-06-02T14:00")),
        (parse_time("2025-06-03T16:00"), parse_time("2025-06-05T16:00")),
        (parse_time("2025-05-01T16:00"), parse_time("2025-06-02T08:00")),
    ]
    used = calc.elapsed(PLAIN, parse_time("2025-06-02T07:30"), parse_time("2025-06-03T17:00"), pauses)
    assert used == timedelta(hours=16 - 0.5 - 2.5 - 1)


def test_remaining_is_negative_when_overdue():
    due_at = parse_time("2025-06-03T11:30")
    assert calc.remaining(PLAIN, parse_time("2025-06-03T08:00"), due_at) == timedelta(hours=3.5)
    assert calc.remaining(PLAIN, parse_time("2025-06-04T08:00"), due_at) == timedelta(hours=-4.5)


def test_counting_working_days():
    friday = date(2025, 6, 6)
    assert calc.next_working_day(PLAIN, friday) == date(2025, 6, 9)
    assert calc.next_working_day(PLAIN, friday, 3) == date(2025, 6, 11)
    assert calc.previous_working_day(PLAIN, date(2025, 6, 9)) == friday
    assert calc.working_days_between(PLAIN, friday, date(2025, 6, 10)) == 2
    assert calc.working_days_between(PLAIN, date(2025, 6, 10), friday) == 0
    assert calc.working_days_between(PLAIN, date(2025, 1, 1), date(2026, 1, 1)) == 261
    with pytest.raises(ValueError, match="first"):
        calc.next_working_day(PLAIN, friday, 0)


@pytest.mark.parametrize(
    ("received", "right"),
    [
        ("2025-06-02T10:00", "2025-06-02T17:00"),
        ("2025-06-02T15:00", "2025-06-02T17:00"),
        ("2025-06-02T15:00:01", "2025-06-03T08:30"),
        ("2025-06-06T16:00", "2025-06-09T08:30"),
        ("2025-06-07T09:00", "2025-06-09T08:30"),
    ],
)
def test_hand_over_after_three_is_due_in_the_first_working_hour(received, right):
    assert calc.hand_over_due(PLAIN, parse_time(received)) == parse_time(right)


def test_the_first_working_hour_may_take_two_sessions():
    short = week(["07:30-08:00", "13:00-17:00"])
    assert calc.hand_over_due(short, parse_time("2025-06-02T16:00")) == parse_time("2025-06-03T13:30")


# --- times and zones ---


def test_times_of_other_zones_are_the_same_instant():
    at = calc.due(PLAIN, datetime(2025, 6, 2, 2, 0, tzinfo=UTC), parse_limit("1 h")).at
    assert at.isoformat() == "2025-06-02T10:00:00+07:00"


# --- nonsense ---


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
