"""End a delegation before its time."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import DELEGATION_ENDED, of_person
from motcua.accounts.models import Delegation
from motcua.accounts.queries import not_past
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_delegation(
    *, delegation: Delegation, to_at: datetime, reason: str = "", actor: Actor, at: datetime
) -> Delegation:
    """The delegation, in force until `to_at`.

    What had not begun by `to_at` never comes into force. Raises ValidationError at `to_at` for a time that
    is past, or later than the end already fixed.
    """
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if not not_past(to_at, at):
        raise ValidationError({"to_at": _("Không ghi lùi thời điểm kết thúc.")})
    end = max(to_at, at)
    if row.to_at is not None and end > row.to_at:
        raise ValidationError({"to_at": _("Đã có thời điểm kết thúc sớm hơn.")})
    row.to_at = max(end, row.from_at)
    row.save(update_fields=["to_at"])
    payload = {"delegation": row.pk, "to_at": row.to_at, "reason": reason}
    record(
        subject=of_person(row.from_officer_id),
        type=DELEGATION_ENDED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return row
