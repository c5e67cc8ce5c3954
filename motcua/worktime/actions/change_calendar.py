"""Change a calendar's name and weekly hours."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc
from motcua.worktime.changes import locked, renew, replace_weekly_hours, weekly_hours
from motcua.worktime.events import CALENDAR_CHANGED, WeeklyHours, of_calendar, told
from motcua.worktime.models import Calendar


@transaction.atomic
def change_calendar(
    *, calendar: Calendar, name: str, hours: Sequence[WeeklyHours], actor: Actor, at: datetime
) -> Calendar:
    """The calendar with this name and these weekly hours, and with no other hours.

    Hours of the past should be ended by `valid_to`, not removed: measures of old dossiers use them. Nothing
    is recorded when nothing changes. Raises ValidationError, by field.
    """
    calendar = locked(calendar)
    before, name_before = weekly_hours(calendar), calendar.name
    if set(before) == set(hours) and name_before == nfc(name):
        return calendar
    replace_weekly_hours(calendar, hours)
    calendar.name = nfc(name)
    calendar.full_clean()
    renew(calendar)
    payload = {
        "name": {"before": name_before, "after": calendar.name},
        "removed": [told(h) for h in before if h not in hours],
        "added": [told(h) for h in hours if h not in before],
    }
    subject = of_calendar(calendar.code)
    record(subject=subject, type=CALENDAR_CHANGED, actor=actor, occurred_at=at, payload=payload)
    return calendar
