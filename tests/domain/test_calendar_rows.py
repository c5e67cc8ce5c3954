"""Calendars as rows: what the database refuses, and the value that the engine gets."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.lib.ids import new_id
from motcua.lib.times import parse_time
from motcua.worktime import calc, queries
from motcua.worktime.limits import parse_limit
from motcua.worktime.models import Calendar, CalendarDay, DaySession, WeeklySession

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13), time(17))


@pytest.fixture
def calendar():
    made = Calendar.objects.create(code="xa-yen-chau", name="Xã Yên Châu")
    for weekday in range(5):
        for start, end in (MORNING, AFTERNOON):
            made.sessions.create(weekday=weekday, starts_at=start, ends_at=end)
    return made


def refused(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def due(calendar, received, limit):
    return calc.due(queries.work_calendar(calendar.id), parse_time(received), parse_limit(limit)).at


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"weekday": 0, "starts_at": time(11), "ends_at": time(12)}, "starts_at", "trùng giờ"),
        ({"weekday": 5, "starts_at": time(11), "ends_at": time(8)}, "ends_at", "Giờ kết thúc phải sau"),
        (
            {
                "weekday": 5,
                "starts_at": time(8),
                "ends_at": time(9),
                "valid_from": date(2025, 2, 1),
                "valid_to": date(2025, 1, 1),
            },
            "valid_to",
            "Ngày kết thúc",
        ),
    ],
)
def test_sessions_that_can_not_be(calendar, fields, field, message):
    row = WeeklySession(calendar=calendar, **fields)
    with pytest.raises(ValidationError, match=message) as wrong:
        row.full_clean()
    assert list(wrong.value.error_dict) == [field]
    refused(row)


def test_sessions_may_touch_and_may_follow_each_other_by_dates(calendar):
    calendar.sessions.create(weekday=0, starts_at=time(11, 30), ends_at=time(12))
    calendar.sessions.filter(weekday=1).update(valid_to=date(2025, 6, 30))
    calendar.sessions.create(weekday=1, starts_at=time(7), ends_at=time(12), valid_from=date(2025, 7, 1))
    refused(
        WeeklySession(
            calendar=calendar, weekday=1, starts_at=time(9), ends_at=time(10), valid_to=date(2025, 1, 1)
        )
    )


def test_a_day_stands_once_and_is_verified_by_a_document_only(calendar):
    calendar.days.create(on=date(2025, 9, 2), name="Quốc khánh")
    refused(CalendarDay(calendar=calendar, on=date(2025, 9, 2), name="Quốc khánh"))
    refused(CalendarDay(calendar=calendar, on=date(2025, 9, 1), name="Quốc khánh", verified=True))


def test_sessions_of_a_day_do_not_overlap(calendar):
    day = calendar.days.create(on=date(2025, 4, 26), name="Làm bù", is_worked=True)
    day.sessions.create(starts_at=time(8), ends_at=time(12))
    refused(DaySession(day=day, starts_at=time(11), ends_at=time(13)))


def test_the_value_has_weekly_hours_days_off_and_make_up_days(calendar):
    calendar.days.create(on=date(2025, 5, 2), name="Nghỉ hoán đổi")
    day = calendar.days.create(on=date(2025, 4, 26), name="Làm bù", is_worked=True)
    day.sessions.create(starts_at=time(8), ends_at=time(12))
    calendar.sessions.create(weekday=5, starts_at=time(7, 30), ends_at=time(11, 30), reception_only=True)
    value = queries.work_calendar(calendar.id)
    assert calc.next_working_day(value, date(2025, 4, 25)) == date(2025, 4, 26)
    assert calc.next_working_day(value, date(2025, 5, 1)) == date(2025, 5, 5)
    assert calc.measure(value, parse_time("2025-04-26T00:00"), parse_time("2025-04-27T00:00")) == timedelta(
        hours=4
    )
    assert calc.measure(value, parse_time("2025-05-10T00:00"), parse_time("2025-05-11T00:00")) == timedelta()
    assert due(calendar, "2025-05-10T08:00", "1 wd") == parse_time("2025-05-12T17:00")
    assert value.notes[date(2025, 5, 2).toordinal()].name_vi == "Nghỉ hoán đổi"


def test_hours_change_on_a_date(calendar):
    calendar.sessions.update(valid_to=date(2025, 6, 30))
    for weekday in range(5):
        calendar.sessions.create(
            weekday=weekday, starts_at=time(8), ends_at=time(16), valid_from=date(2025, 7, 1)
        )
    assert due(calendar, "2025-06-27T09:00", "1 wd") == parse_time("2025-06-30T17:00")
    assert due(calendar, "2025-06-27T09:00", "2 wd") == parse_time("2025-07-01T16:00")
    assert due(calendar, "2025-06-30T16:00", "2 h") == parse_time("2025-07-01T09:00")


def test_a_built_calendar_is_kept_until_its_version_changes(calendar, django_assert_num_queries):
    first = queries.work_calendar(calendar.id)
    with django_assert_num_queries(1):
        assert queries.work_calendar(calendar.id) is first
    calendar.days.create(on=date(2025, 9, 2), name="Quốc khánh")
    Calendar.objects.filter(id=calendar.id).update(version=new_id())
    assert not queries.work_calendar(calendar.id).is_working_day(date(2025, 9, 2))


def test_an_unknown_calendar_is_no_calendar():
    with pytest.raises(Calendar.DoesNotExist):
        queries.work_calendar(new_id())
    with pytest.raises(Calendar.DoesNotExist):
        queries.default_calendar()
