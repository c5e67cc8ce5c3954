"""Change a hall's rule of who is next."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import HALL_CHANGED, of_hall
from motcua.queueing.models import Hall


@transaction.atomic
def change_hall(
    *, hall: Hall, priority_run: int, return_within: int, grounds: list[str], actor: Actor, at: datetime
) -> Hall:
    """The hall with its new rule, in force from the next call on. Raises ValidationError, by field."""
    found = Hall.objects.select_for_update(of=("self",)).select_related("unit").get(pk=hall.pk)
    found.priority_run, found.return_within, found.grounds = priority_run, return_within, grounds
    found.full_clean()
    found.save()
    payload = {"priority_run": priority_run, "return_within": return_within, "grounds": grounds}
    record(subject=of_hall(found.unit.code), type=HALL_CHANGED, actor=actor, occurred_at=at, payload=payload)
    return found
