"""Load the shipped calendar of Vietnam, and days that a later release adds."""

from datetime import datetime, time

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.worktime import vietnam
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.calendars import MINUTE, Span
from motcua.worktime.changes import locked, renew, write_day
from motcua.worktime.events import (
    CALENDAR_DAYS_SHIPPED,
    DayDecision,
    DayHours,
    WeeklyHours,
    of_calendar,
    told,
)
from motcua.worktime.models import Calendar
from motcua.worktime.queries import DEFAULT_CODE

NAME = "Lịch làm việc chung (Thứ Hai đến Thứ Sáu)"


@transaction.atomic
def load_calendars(*, actor: Actor, at: datetime) -> int:
    """How many days were added; 0 on a second run.

    A day is brought once: what an administrator has changed or removed since, or set before, stays.
    """
    shipped = vietnam.shipped()
    calendar = Calendar.objects.filter(code=DEFAULT_CODE).first() or _opened(shipped.sessions, actor, at)
    calendar = locked(calendar)
    new = [day for day in shipped.days if day.on not in set(calendar.seeded_days)]
    if not new:
        return 0
    taken = set(calendar.days.values_list("on", flat=True))
    added = [_decision(day, shipped.sessions) for day in new if day.on not in taken]
    for day in added:
        write_day(calendar, day)
    calendar.seeded_days = sorted({*calendar.seeded_days, *(day.on for day in new)})
    renew(calendar)
    payload = {"days": [told(day) for day in added]}
    record(
        subject=of_calendar(DEFAULT_CODE),
        type=CALENDAR_DAYS_SHIPPED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return len(added)


def _opened(sessions: tuple[Span, ...], actor: Actor, at: datetime) -> Calendar:
    hours = [
        WeeklyHours(weekday=weekday, starts_at=_time(start), ends_at=_time(end))
        for weekday in range(5)
        for start, end in sessions
    ]
    return open_calendar(code=DEFAULT_CODE, name=NAME, hours=hours, actor=actor, at=at)


def _decision(day: vietnam.ShippedDay, sessions: tuple[Span, ...]) -> DayDecision:
    hours = tuple(DayHours(starts_at=_time(start), ends_at=_time(end)) for start, end in sessions)
    return DayDecision(
        on=day.on,
        name=day.note.name_vi,
        kind=day.note.kind,
        name_en=day.note.name_en,
        document=day.note.document,
        verified=day.note.verified,
        sessions=hours if day.is_worked else (),
    )


def _time(of_day: int) -> time:
    hours, minutes = divmod(of_day // MINUTE, 60)
    return time(hours, minutes)
