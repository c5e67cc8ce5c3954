"""Refund a fee that was paid at the counter: the receipt stays, marked as given back."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Settlement


@frame.atomically
def refund_fee(*, actor: User, at: datetime, settlement: Settlement, reason: str, means: str = "") -> None:
    """The whole amount goes back, once, for the `reason`; possible as well when the dossier has ended.

    By the `means` told, else by those by which it came.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    dossier = settlement.dossier
    ground = frame.authorise(actor, Act.REFUND_FEE, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.REFUND_FEE)
    policies.check_reason(reason)
    w = frame.writing(dossier, Act.REFUND_FEE, actor, at)
    # Now that the dossier is locked.
    settlement.refresh_from_db(fields=["kind", "paid_at", "refunded_at", "cancelled_at"])
    policies.check_refund(
        is_fee=settlement.kind == Settlement.Kind.FEE,
        paid_at=settlement.paid_at,
        gone=settlement.refunded_at is not None or settlement.cancelled_at is not None,
    )
    w.update(
        settlement,
        refunded_at=at,
        refunded_by_id=frame.owner_id(actor),
        refunded_unit_id=dossier.received_by_unit_id,
        refund_means=means or settlement.means,
        refund_reason=reason,
    )
    w.commit({"ground": ground, "reason": reason, "receipt": settlement.receipt_number})
