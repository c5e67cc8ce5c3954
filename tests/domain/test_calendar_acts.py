"""Acts on calendars: what changes, what is recorded, and what stays as an administrator decided it."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from motcua.journal import queries as journal
from motcua.journal.events import Actor
from motcua.lib.times import parse_time
from motcua.worktime import calc, queries, vietnam
from motcua.worktime.actions.change_calendar import change_calendar
from motcua.worktime.actions.load_calendars import load_calendars
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.actions.remove_day import remove_day
from motcua.worktime.actions.set_day import set_day
from motcua.worktime.changes import weekly_hours
from motcua.worktime.events import DayDecision, DayHours, WeeklyHours, of_calendar
from motcua.worktime.limits import parse_limit
from motcua.worktime.models import Calendar

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Actor("u-1", "Lò Thị Mai")
MORNING = WeeklyHours(weekday=0, starts_at=time(7, 30), ends_at=time(11, 30))
INDEPENDENCE = DayDecision(on=date(2025, 9, 2), name="Quốc khánh", kind="holiday")


def who():
    return {"actor": ADMINISTRATOR, "at": timezone.now()}


def events(calendar):
    return list(journal.history(of_calendar(calendar.code)))


@pytest.fixture
def calendar():
    return open_calendar(code="mot-cua", name="Một  cửa ", hours=[MORNING], **who())


def test_an_opened_calendar_works_and_is_recorded(calendar):
    assert calendar.name == "Một cửa"
    assert calc.next_working_day(queries.work_calendar(calendar.id), date(2025, 6, 2)) == date(2025, 6, 9)
    (event,) = events(calendar)
    assert (event.type, event.actor_name) == ("calendar_opened", "Lò Thị Mai")
    assert event.payload == {
        "name": "Một cửa",
        "hours": [{"weekday": 0, "starts_at": "07:30", "ends_at": "11:30"}],
    }


def test_hours_that_overlap_undo_everything():
    wrong = [MORNING, replace(MORNING, starts_at=time(11))]
    with pytest.raises(ValidationError):
        open_calendar(code="mot-cua", name="Một cửa", hours=wrong, **who())
    assert not Calendar.objects.exists()
    assert not events(Calendar(code="mot-cua"))


def test_hours_change_and_the_value_with_them(calendar):
    before = queries.work_calendar(calendar.id)
    ended = replace(MORNING, valid_to=date(2025, 6, 30))
    longer = replace(MORNING, ends_at=time(12), valid_from=date(2025, 7, 1))
    change_calendar(calendar=calendar, name="Một cửa", hours=[ended, longer], **who())
    after = queries.work_calendar(calendar.id)
    assert after is not before
    at = calc.due(after, parse_time("2025-06-30T08:00"), parse_limit("1 wd")).at
    assert at == parse_time("2025-07-07T12:00")
    assert events(calendar)[-1].payload["added"] == [
        {"weekday": 0, "starts_at": "07:30", "ends_at": "11:30", "valid_to": "2025-06-30"},
        {"weekday": 0, "starts_at": "07:30", "ends_at": "12:00", "valid_from": "2025-07-01"},
    ]


def test_hours_may_change_places(calendar):
    afternoon = WeeklyHours(weekday=0, starts_at=time(13), ends_at=time(17))
    change_calendar(calendar=calendar, name="Một cửa", hours=[MORNING, afternoon], **who())
    moved = [replace(MORNING, ends_at=time(12)), replace(afternoon, starts_at=time(12))]
    change_calendar(calendar=calendar, name="Một cửa", hours=moved, **who())
    assert weekly_hours(calendar) == moved


def test_what_changes_nothing_is_not_recorded(calendar):
    change_calendar(calendar=calendar, name="Một cửa", hours=[MORNING], **who())
    set_day(calendar=calendar, day=INDEPENDENCE, **who())
    set_day(calendar=calendar, day=INDEPENDENCE, **who())
    assert [event.type for event in events(calendar)] == ["calendar_opened", "calendar_day_set"]


def test_a_day_is_decided_changed_and_taken_back(calendar):
    monday = DayDecision(on=date(2025, 6, 9), name="Nghỉ đột xuất", kind="other")
    set_day(calendar=calendar, day=monday, **who())
    assert not queries.work_calendar(calendar.id).is_working_day(monday.on)
    worked = replace(
        monday,
        name="Làm bù",
        document="Văn bản 1",
        verified=True,
        sessions=(DayHours(starts_at=time(8), ends_at=time(9)),),
    )
    set_day(calendar=calendar, day=worked, **who())
    value = queries.work_calendar(calendar.id)
    assert calc.due(value, parse_time("2025-06-03T08:00"), parse_limit("1 h")).at == parse_time(
        "2025-06-09T09:00"
    )
    change = events(calendar)[-1].payload
    assert change["before"] == {"on": "2025-06-09", "name": "Nghỉ đột xuất", "kind": "other"}
    assert change["after"]["sessions"] == [{"starts_at": "08:00", "ends_at": "09:00"}]
    remove_day(calendar=calendar, on=monday.on, **who())
    value = queries.work_calendar(calendar.id)
    assert calc.due(value, parse_time("2025-06-03T08:00"), parse_limit("1 h")).at == parse_time(
        "2025-06-09T08:30"
    )
    with pytest.raises(ValidationError):
        remove_day(calendar=calendar, on=monday.on, **who())


def test_a_refused_day_leaves_nothing_behind(calendar):
    overlap = (DayHours(starts_at=time(8), ends_at=time(10)), DayHours(starts_at=time(9), ends_at=time(11)))
    with pytest.raises(ValidationError, match="trùng giờ"):
        set_day(calendar=calendar, day=replace(INDEPENDENCE, sessions=overlap), **who())
    with pytest.raises(ValidationError, match="văn bản"):
        set_day(calendar=calendar, day=replace(INDEPENDENCE, verified=True), **who())
    assert not calendar.days.exists()
    assert len(events(calendar)) == 1


# --- shipped days ---


def test_the_shipped_calendar_is_the_default_one():
    assert load_calendars(**who()) == len(vietnam.shipped().days)
    value, shipped = queries.default_calendar(), vietnam.default_calendar()
    for ordinal in range(date(2019, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        assert value.plan(ordinal) == shipped.plan(ordinal)
    assert dict(value.notes) == dict(shipped.notes)
    assert value.known_until == shipped.known_until


def test_loading_again_changes_nothing():
    load_calendars(**who())
    calendar = Calendar.objects.get()
    assert load_calendars(**who()) == 0
    assert Calendar.objects.get().version == calendar.version
    assert [e.type for e in events(calendar)] == ["calendar_opened", "calendar_days_shipped"]


def test_what_an_administrator_decided_stays(monkeypatch):
    load_calendars(**who())
    calendar = Calendar.objects.get()
    remove_day(calendar=calendar, on=date(2026, 11, 24), **who())
    set_day(calendar=calendar, day=replace(INDEPENDENCE, name="Tết Độc lập"), **who())
    tet = DayDecision(on=date(2027, 2, 5), name="Tết Đinh Mùi", kind="tet", document="TB 1", verified=True)
    set_day(calendar=calendar, day=tet, **who())
    shipped = vietnam.shipped()
    later = [vietnam.ShippedDay(date(2027, 2, day), False, shipped.days[0].note) for day in (5, 8)]
    monkeypatch.setattr(vietnam, "shipped", lambda: shipped._replace(days=(*shipped.days, *later)))
    assert load_calendars(**who()) == 1
    assert not calendar.days.filter(on=date(2026, 11, 24)).exists()
    assert calendar.days.get(on=date(2025, 9, 2)).name == "Tết Độc lập"
    assert calendar.days.get(on=date(2027, 2, 5)).name == "Tết Đinh Mùi"
    assert calendar.days.get(on=date(2027, 2, 8)).name == shipped.days[0].note.name_vi


def test_hours_of_an_administrator_stay_too():
    load_calendars(**who())
    calendar = Calendar.objects.get()
    change_calendar(calendar=calendar, name="Lịch huyện", hours=[MORNING], **who())
    load_calendars(**who())
    calendar.refresh_from_db()
    assert (calendar.name, weekly_hours(calendar)) == ("Lịch huyện", [MORNING])
