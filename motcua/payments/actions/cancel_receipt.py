"""Cancel a receipt that was written wrong: it stays, marked, and its number is not given again."""

from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Settlement
from motcua.orgs.models import Unit
from motcua.payments import queries


@frame.atomically
def cancel_receipt(*, actor: User, at: datetime, settlement: Settlement, reason: str) -> None:
    """Whoever may take money cancels for the `reason`; once a closed sheet counts the money, only a leader.

    Money that a sheet counted is taken off the drawer of who took it, on the day of the cancellation. Raises
    NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    dossier = settlement.dossier
    w = frame.writing(dossier, Act.CANCEL_RECEIPT, actor, at)
    Settlement.objects.select_for_update().only("pk").get(
        pk=settlement.pk
    )  # a sheet is closed before or after
    counted = queries.is_counted(settlement)
    ground = _authorise(actor, dossier.received_by_unit, at, counted=counted)
    frame.next_state(dossier, Act.CANCEL_RECEIPT)
    policies.check_reason(reason)
    settlement.refresh_from_db(fields=["kind", "refunded_at", "cancelled_at"])
    policies.check_cancel(
        is_fee=settlement.kind == Settlement.Kind.FEE,
        gone=settlement.refunded_at is not None or settlement.cancelled_at is not None,
    )
    w.update(settlement, cancelled_at=at, cancelled_by_id=frame.owner_id(actor), cancel_reason=reason.strip())
    told = {"receipt": settlement.receipt_number, "after_closing": counted}
    w.commit({"ground": ground, "reason": reason, **told})


def _authorise(actor: User, unit: Unit, at: datetime, *, counted: bool) -> dict[str, str]:
    if not counted:
        return frame.authorise(actor, Act.CANCEL_RECEIPT, unit, at)
    ground = accounts.ground_for(actor, Permission.CANCEL_CLOSED_RECEIPT, unit, at)
    if ground is None:
        raise frame.NotAllowedError(Act.CANCEL_RECEIPT, unit)
    return ground.as_payload()
