"""Open a calendar: its code, its name and its weekly hours."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.ids import new_id
from motcua.lib.text import nfc
from motcua.worktime.changes import replace_weekly_hours
from motcua.worktime.events import CALENDAR_OPENED, WeeklyHours, of_calendar, told
from motcua.worktime.models import Calendar


@transaction.atomic
def open_calendar(
    *,
    code: str,
    name: str,
    hours: Sequence[WeeklyHours],
    id: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Calendar:
    """The new calendar, without days off. Raises ValidationError, by field: code taken, hours reversed."""
    calendar = Calendar(id=id or new_id(), code=code, name=nfc(name))
    calendar.full_clean()
    calendar.save(force_insert=True)
    replace_weekly_hours(calendar, hours)
    payload = {"name": calendar.name, "hours": [told(h) for h in hours]}
    record(subject=of_calendar(code), type=CALENDAR_OPENED, actor=actor, occurred_at=at, payload=payload)
    return calendar
