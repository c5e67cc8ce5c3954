"""The cases of statistics.md 3 and domain.md 3.6, and the corners in between."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from motcua.lib.times import parse_time
from motcua.worktime import calc, vietnam
from motcua.worktime.calendars import Session, WorkCalendar, day_plan, span
from motcua.worktime.documents import calendar_from
from motcua.worktime.errors import BadCalendar
from motcua.worktime.limits import Limit, Unit, parse_limit
from tests.unit.worktime_week import END_OF_DAY, PLAIN, SAME_CLOCK, USUAL, due, week


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
