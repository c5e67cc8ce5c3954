"""Take a role back, from an instant on."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.ending import end_at
from motcua.accounts.events import ROLE_ENDED, of_person
from motcua.accounts.models import RoleHolding
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_role(
    *, holding: RoleHolding, to_at: datetime, reason: str = "", actor: Actor, at: datetime
) -> RoleHolding:
    """The role, in force until `to_at` (`ending.end_at`). Raises ValidationError at `to_at`."""
    row = end_at(holding, to_at, at)
    payload = {"holding": row.pk, "to_at": row.to_at, "reason": reason}
    subject = of_person(row.position.officer_id)
    record(subject=subject, type=ROLE_ENDED, actor=actor, occurred_at=at, payload=payload)
    return row
