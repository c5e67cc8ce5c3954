"""What moves a due date and what does not, and the due dates of steps (statistics.md 1)."""

from datetime import datetime

import pytest

from motcua.dossiers import deadlines
from motcua.dossiers.deadlines import StepLimit, Terms, Timeliness
from motcua.lib.times import LOCAL
from motcua.worktime.calendars import Session, WorkCalendar, span
from motcua.worktime.limits import Unit, parse_limit

DAYS = Terms(parse_limit("5 wd"))
CALENDAR_DAYS = Terms(parse_limit("15 d"))
HOURS = Terms(parse_limit("8 h"))


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


CALENDAR = WorkCalendar.of(
    Session(weekday, *span(hours)) for weekday in range(5) for hours in ("07:30-11:30", "13:00-17:00")
)
DUE = local("2020-06-09T17:00")


def paused(terms, lawful, since, until):
    return deadlines.after_pause(CALENDAR, local(lawful), terms, local(since), local(until))


@pytest.mark.parametrize(
    ("terms", "lawful", "since", "until", "moved"),
    [
        (DAYS, "2020-06-09T17:00", "2020-06-03T10:00", "2020-06-05T10:00", "2020-06-11T17:00"),
        (DAYS, "2020-06-09T17:00", "2020-06-03T10:00", "2020-06-03T16:00", "2020-06-09T17:00"),
        (DAYS, "2020-06-09T17:00", "2020-06-05T10:00", "2020-06-08T10:00", "2020-06-10T17:00"),
        (CALENDAR_DAYS, "2020-06-12T17:00", "2020-06-03T10:00", "2020-06-04T10:00", "2020-06-15T17:00"),
        (HOURS, "2020-06-03T10:00", "2020-06-02T10:00", "2020-06-02T14:00", "2020-06-03T14:00"),
    ],
)
def test_a_pause_moves_by_what_the_limit_counts(terms, lawful, since, until, moved):
    assert paused(terms, lawful, since, until) == local(moved)


def test_a_pause_that_begins_after_the_due_day_moves_nothing():
    assert paused(DAYS, "2020-06-09T17:00", "2020-06-10T07:30", "2020-06-20T10:00") == DUE
    late = paused(HOURS, "2020-06-09T15:00", "2020-06-09T15:01", "2020-06-10T10:00")
    assert late == local("2020-06-09T15:00")


def test_after_means_a_later_day_where_days_are_counted():
    evening = paused(DAYS, "2020-06-09T17:00", "2020-06-09T17:30", "2020-06-11T10:00")
    assert evening == local("2020-06-11T17:00")


def test_a_restart_counts_anew_and_is_never_earlier():
    again = deadlines.after_restart(CALENDAR, DUE, DAYS, local("2020-06-03T10:00"), local("2020-06-10T09:00"))
    assert again == local("2020-06-17T17:00")
    extended = local("2020-06-30T17:00")
    kept = deadlines.after_restart(
        CALENDAR, extended, DAYS, local("2020-06-03T10:00"), local("2020-06-10T09:00")
    )
    assert kept == extended
    late = deadlines.after_restart(CALENDAR, DUE, DAYS, local("2020-06-10T08:00"), local("2020-06-11T09:00"))
    assert late == DUE


def test_an_extension_counts_on_from_the_lawful_due_date():
    assert deadlines.after_extension(CALENDAR, DUE, parse_limit("3 wd"), DAYS) == local("2020-06-12T17:00")


@pytest.mark.parametrize(
    ("ready", "unit", "how"),
    [
        ("2020-06-08T17:00", Unit.WORKING_DAYS, Timeliness.EARLY),
        ("2020-06-09T07:30", Unit.WORKING_DAYS, Timeliness.ON_TIME),
        ("2020-06-09T18:00", Unit.WORKING_DAYS, Timeliness.ON_TIME),
        ("2020-06-10T07:30", Unit.WORKING_DAYS, Timeliness.LATE),
        ("2020-06-09T16:59", Unit.HOURS, Timeliness.ON_TIME),
        ("2020-06-09T17:01", Unit.HOURS, Timeliness.LATE),
    ],
)
def test_timeliness_is_by_day_and_for_hours_by_instant(ready, unit, how):
    assert deadlines.timeliness(DUE, unit, local(ready)) is how


@pytest.mark.parametrize("started", ["2020-06-09T09:00", "2020-06-09T15:30", "2020-06-09T16:59"])
def test_what_is_answered_on_the_spot_is_due_the_same_day(started):
    assert deadlines.on_the_spot(CALENDAR, local(started)) == DUE


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        ("0.5 d", "2020-06-02T14:30"),
        ("1 d", "2020-06-03T17:00"),
        ("1.5 d", "2020-06-04T11:30"),
        ("0.5 wd", "2020-06-02T14:30"),
        ("2 h", "2020-06-02T11:00"),
        ("same_day", "2020-06-02T17:00"),
    ],
)
def test_steps_may_take_parts_of_calendar_days(limit, due):
    assert deadlines.step_due(CALENDAR, local("2020-06-02T09:00"), StepLimit.parse(limit)) == local(due)


def test_a_step_does_not_answer_for_the_time_of_the_applicant():
    moved = deadlines.step_after_pause(
        CALENDAR,
        local("2020-06-03T14:00"),
        StepLimit.parse("0.5 wd"),
        local("2020-06-03T10:00"),
        local("2020-06-05T09:00"),
    )
    assert moved == local("2020-06-05T14:00")


@pytest.mark.parametrize(("issued", "timely"), [("2020-06-08T16:00", True), ("2020-06-09T07:30", False)])
def test_an_apology_is_in_time_a_working_day_before(issued, timely):
    assert deadlines.apology_is_timely(CALENDAR, DUE, local(issued)) is timely
