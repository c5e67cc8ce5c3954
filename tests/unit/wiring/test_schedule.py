"""When jobs are due, against a walk through every minute; the table itself."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.lib.times import LOCAL
from motcua.wiring.schedule import SCHEDULE, Job, When, due_between

FRIDAY = datetime(2020, 6, 5, 6, 30, tzinfo=LOCAL)


def nothing(at, units):
    return 0


def minute_by_minute(when, since, until):
    """The plain reference: every minute is looked at."""
    at = since.replace(second=0, microsecond=0)
    found = []
    while at <= until:
        fits = at.hour in when.hours and at.minute in when.minutes and at.weekday() in when.weekdays
        if fits and since < at <= until:
            found.append(at)
        at += timedelta(minutes=1)
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    hours=st.sets(st.integers(0, 23), max_size=4),
    minutes=st.sets(st.integers(0, 59), max_size=3),
    weekdays=st.sets(st.integers(0, 6)),
    start=st.integers(0, 7 * 24 * 3600),
    length=st.integers(0, 3 * 24 * 3600),
)
def test_times_are_those_of_the_minute_by_minute_walk(hours, minutes, weekdays, start, length):
    when = When(hours, minutes, weekdays)
    since = FRIDAY + timedelta(seconds=start)
    until = since + timedelta(seconds=length)
    assert list(when.between(since, until)) == minute_by_minute(when, since, until)


@given(cut=st.integers(0, 3 * 24 * 60))
def test_a_span_in_two_parts_runs_nothing_twice_and_leaves_nothing_out(cut):
    until = FRIDAY + timedelta(days=3)
    between = FRIDAY + timedelta(minutes=cut)
    assert list(due_between(FRIDAY, between)) + list(due_between(between, until)) == list(
        due_between(FRIDAY, until)
    )


def test_jobs_of_one_time_run_in_the_order_of_the_table():
    jobs = [Job(name, When(hours=(8, 7)), nothing) for name in ("second", "first")]
    found = [(due.at.hour, due.job.name) for due in due_between(FRIDAY, FRIDAY + timedelta(hours=3), jobs)]
    assert found == [(7, "second"), (7, "first"), (8, "second"), (8, "first")]


def test_times_are_local_whatever_zone_the_span_is_told_in():
    from datetime import UTC

    job = Job("early", When(hours=(7,)), nothing)
    (due,) = due_between(FRIDAY.astimezone(UTC), FRIDAY.astimezone(UTC) + timedelta(hours=1), [job])
    assert due.at == datetime(2020, 6, 5, 7, tzinfo=LOCAL)


@pytest.mark.parametrize("job", SCHEDULE, ids=lambda job: job.name)
def test_every_job_of_the_table_is_due_some_time_in_a_week(job):
    assert any(job.when.between(FRIDAY, FRIDAY + timedelta(days=7)))


def test_names_are_unique():
    assert len({job.name for job in SCHEDULE}) == len(SCHEDULE)
