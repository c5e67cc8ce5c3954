"""Record that the financial duty is met: the clock goes on."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import asking, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Settlement


@frame.atomically
def record_payment(*, actor: User, at: datetime, dossier: Dossier, receipt_number: str) -> datetime | None:
    """All open duties of the dossier are paid by this receipt. Returns the lawful due date.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.RECORD_PAYMENT, dossier.received_by_unit, at)
    state = frame.next_state(dossier, Act.RECORD_PAYMENT)
    policies.check_reason(receipt_number, field="receipt_number")
    w = frame.writing(dossier, Act.RECORD_PAYMENT, actor, at)
    for owed in dossier.settlements.filter(kind=Settlement.Kind.DUTY, paid_at__isnull=True):
        w.update(owed, paid_at=at, receipt_number=receipt_number)
    w.update(dossier, state=state.value)
    due_at = asking.end_pause(w, dossier, at)
    w.commit({"ground": ground})
    return due_at
