"""End a position with a day; the roles that hang on it end with it."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.ending import end_with
from motcua.accounts.events import POSITION_ENDED, of_person
from motcua.accounts.models import Position
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_position(
    *, position: Position, last_day: date, document: str = "", actor: Actor, at: datetime
) -> Position:
    """The position in force until the end of `last_day`. Raises ValidationError, by field."""
    row = end_with(position, last_day)
    payload = {"position": row.pk, "last_day": last_day, "document": document}
    subject = of_person(row.officer_id)
    record(subject=subject, type=POSITION_ENDED, actor=actor, occurred_at=at, payload=payload)
    return row
