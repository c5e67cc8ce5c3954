"""Take a day off or a make-up day back: the weekly hours hold again."""

from datetime import date, datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.worktime.changes import day_of, decision, locked, renew
from motcua.worktime.events import CALENDAR_DAY_REMOVED, of_calendar, told
from motcua.worktime.models import Calendar


@transaction.atomic
def remove_day(*, calendar: Calendar, on: date, actor: Actor, at: datetime, document: str = "") -> None:
    """The day `on` is an ordinary one again, by `document`; shipped data does not bring it back.

    Raises ValidationError when the calendar says nothing of that day.
    """
    calendar = locked(calendar)
    row = day_of(calendar, on)
    payload = {"before": told(decision(row))} | ({"document": document} if document else {})
    row.delete()
    renew(calendar)
    record(
        subject=of_calendar(calendar.code),
        type=CALENDAR_DAY_REMOVED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
