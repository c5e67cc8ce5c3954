"""End a delegation before its time."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.ending import end_at
from motcua.accounts.events import DELEGATION_ENDED, of_person
from motcua.accounts.models import Delegation
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_delegation(
    *, delegation: Delegation, to_at: datetime, reason: str = "", actor: Actor, at: datetime
) -> Delegation:
    """The delegation, in force until `to_at` (`ending.end_at`). Raises ValidationError at `to_at`."""
    row = end_at(delegation, to_at, at)
    payload = {"delegation": row.pk, "to_at": row.to_at, "reason": reason}
    subject = of_person(row.from_officer_id)
    record(subject=subject, type=DELEGATION_ENDED, actor=actor, occurred_at=at, payload=payload)
    return row
