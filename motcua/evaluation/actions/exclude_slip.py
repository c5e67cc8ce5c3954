"""Exclude a slip: it does not count from now on; article 31, index 7 (a complaint verified as untrue)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers.models import Dossier
from motcua.evaluation.events import SLIP_EXCLUDED, of_month
from motcua.evaluation.models import Exclusion, Slip
from motcua.evaluation.told import columns
from motcua.journal.actions.record import record


@transaction.atomic
def exclude_slip(
    *, actor: User, at: datetime, slip: Slip, ground: Exclusion.Ground, reason: str
) -> Exclusion:
    """A leader of the unit that received decides; not whoever had a part in the dossier.

    Raises PermissionDenied, ValidationError without a reason or for a slip that is excluded already.
    """
    dossier = slip.dossier
    granted = accounts.ground_for(actor, Permission.JUDGE_EVALUATIONS, dossier.received_by_unit, at)
    officer = getattr(actor, "officer", None)
    if granted is None or _had_a_part(officer, slip):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do và văn bản xác minh.")})
    # A slip itself can not be locked: nobody may change one.
    Dossier.objects.select_for_update().only("pk").get(pk=dossier.pk)
    if Exclusion.objects.filter(slip=slip).exists():
        raise ValidationError(_("Phiếu này đã được loại trước đó."))
    row = Exclusion.objects.create(
        slip=slip, ground=ground.value, reason=reason.strip(), decided_by=officer, decided_at=at
    )
    record(
        subject=of_month(slip.counts_from),
        type=SLIP_EXCLUDED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"row": columns(row), "by": granted.as_payload()},
    )
    return row


def _had_a_part(officer: object, slip: Slip) -> bool:
    if officer is None:
        return False
    dossier = slip.dossier
    return dossier.contact == officer or dossier.steps.filter(owner=officer).exists()
