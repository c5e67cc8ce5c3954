"""Calendars of the installation as values for the engine."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from threading import Lock
from uuid import UUID

from motcua.server.prepared import fetched
from motcua.worktime.calendars import DayPlan, Note, Session, WorkCalendar, day_plan, microseconds
from motcua.worktime.changes import decision
from motcua.worktime.events import DayDecision
from motcua.worktime.models import Calendar

DEFAULT_CODE = "vn"
"""The calendar that seeding makes: Monday to Friday, 07:30-11:30 and 13:00-17:00, with Vietnam's days."""

_BY_ID = "SELECT id, version FROM worktime_calendar WHERE id = %s"
_BY_CODE = "SELECT id, version FROM worktime_calendar WHERE code = %s"
_KEPT = 200
_built: OrderedDict[tuple[UUID, UUID], WorkCalendar] = OrderedDict()
_lock = Lock()


def work_calendar(calendar_id: UUID) -> WorkCalendar:
    """The calendar with this id, as it stands now. Raises Calendar.DoesNotExist.

    One query when it was built before and has not changed since.
    """
    return _as_it_stands(_BY_ID, calendar_id)


def _as_it_stands(sql: str, value: object) -> WorkCalendar:
    rows = fetched(sql, [value])
    if not rows:
        raise Calendar.DoesNotExist(f"no calendar {value}")
    ((calendar_id, version),) = rows
    key = (calendar_id, version)
    with _lock:
        found = _built.get(key)
        if found is not None:
            _built.move_to_end(key)
            return found
    made = _build(calendar_id)
    if Calendar.objects.filter(id=calendar_id, version=version).exists():
        _keep(key, made)
    return made


def _keep(key: tuple[UUID, UUID], made: WorkCalendar) -> None:
    with _lock:
        _built[key] = made
        while len(_built) > _KEPT:
            _built.popitem(last=False)


def default_calendar() -> WorkCalendar:
    """The calendar of whoever has none of its own. Raises Calendar.DoesNotExist before seeding."""
    return _as_it_stands(_BY_CODE, DEFAULT_CODE)


def as_if(calendar_id: UUID, on: date, day: DayDecision | None) -> WorkCalendar:
    """The calendar as it would stand if the day `on` were decided so; None: an ordinary day. Writes nothing.

    Raises Calendar.DoesNotExist.
    """
    return _build(calendar_id, {on: day})


def _build(calendar_id: UUID, changed: Mapping[date, DayDecision | None] | None = None) -> WorkCalendar:
    calendar = Calendar.objects.prefetch_related("sessions", "days__sessions").get(id=calendar_id)
    sessions = [
        Session(
            weekday=row.weekday,
            starts_at=microseconds(row.starts_at),
            ends_at=microseconds(row.ends_at),
            reception_only=row.reception_only,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in calendar.sessions.all()
    ]
    decided = {day.on: decision(day) for day in calendar.days.all()} | dict(changed or {})
    days = [day for day in decided.values() if day is not None]
    return WorkCalendar.of(
        sessions,
        off=[day.on for day in days if not day.is_worked],
        makeup={day.on: _plan(day) for day in days if day.is_worked},
        notes={day.on: _note(day) for day in days},
        known_until=date(max(day.on for day in days).year, 12, 31) if days else None,
    )


def _plan(day: DayDecision) -> DayPlan:
    rows = day.sessions
    return day_plan(
        tuple((microseconds(r.starts_at), microseconds(r.ends_at)) for r in rows if not r.reception_only),
        tuple((microseconds(r.starts_at), microseconds(r.ends_at)) for r in rows if r.reception_only),
    )


def _note(day: DayDecision) -> Note:
    return Note(day.name, day.name_en or day.name, day.kind, day.document, day.verified)
