"""Decide a day off or a make-up day of a calendar."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.worktime.changes import decision, locked, renew, write_day
from motcua.worktime.events import CALENDAR_DAY_SET, DayDecision, of_calendar, told
from motcua.worktime.models import Calendar, CalendarDay


@transaction.atomic
def set_day(*, calendar: Calendar, day: DayDecision, actor: Actor, at: datetime) -> CalendarDay:
    """The day as decided, new or changed; nothing is recorded when it already is so.

    Dossiers keep the due dates that they were given. Raises ValidationError, by field.
    """
    calendar = locked(calendar)
    found = calendar.days.filter(on=day.on).first()
    before = decision(found) if found else None
    if found is not None and before == day:
        return found
    row = write_day(calendar, day)
    renew(calendar)
    payload = {"before": told(before) if before else None, "after": told(day)}
    subject = of_calendar(calendar.code)
    record(subject=subject, type=CALENDAR_DAY_SET, actor=actor, occurred_at=at, payload=payload)
    return row
