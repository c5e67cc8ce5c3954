"""End a position with a day; the roles that hang on it end with it."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.events import POSITION_ENDED, of_person
from motcua.accounts.models import Position
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_position(
    *, position: Position, last_day: date, document: str = "", actor: Actor, at: datetime
) -> Position:
    """The position in force until the end of `last_day`. Raises ValidationError, by field."""
    position = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    position.valid_to = last_day
    position.full_clean()
    position.save(update_fields=["valid_to"])
    payload = {"position": position.pk, "last_day": last_day, "document": document}
    record(
        subject=of_person(position.officer_id),
        type=POSITION_ENDED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return position
