"""An absent officer is back before the time."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.ending import end_at
from motcua.accounts.events import ABSENCE_ENDED, of_person
from motcua.accounts.models import AbsenceSubstitution
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_absence(
    *, absence: AbsenceSubstitution, to_at: datetime, reason: str = "", actor: Actor, at: datetime
) -> AbsenceSubstitution:
    """The substitution, in force until `to_at` (`ending.end_at`). Raises ValidationError at `to_at`."""
    row = end_at(absence, to_at, at)
    payload = {"absence": row.pk, "to_at": row.to_at, "reason": reason}
    subject = of_person(row.absent_id)
    record(subject=subject, type=ABSENCE_ENDED, actor=actor, occurred_at=at, payload=payload)
    return row
