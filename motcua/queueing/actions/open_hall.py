"""A unit begins to give out numbers."""

import secrets
from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.models import Unit
from motcua.queueing.events import HALL_OPENED, of_hall
from motcua.queueing.models import Hall, all_grounds


@transaction.atomic
def open_hall(
    *,
    unit: Unit,
    priority_run: int = 2,
    return_within: int = 5,
    grounds: list[str] | None = None,
    actor: Actor,
    at: datetime,
) -> Hall:
    """The unit's new hall, with a kiosk key that nobody can guess.

    Raises ValidationError, by field, when the unit has one already or a number is out of its bounds.
    """
    hall = Hall(unit=unit, priority_run=priority_run, return_within=return_within)
    hall.grounds = all_grounds() if grounds is None else grounds
    hall.kiosk_key = secrets.token_urlsafe(16)
    hall.full_clean()
    hall.save()
    payload = {"priority_run": priority_run, "return_within": return_within, "grounds": hall.grounds}
    record(subject=of_hall(unit.code), type=HALL_OPENED, actor=actor, occurred_at=at, payload=payload)
    return hall
