"""Withdraw: the applicant takes the papers back (national status 7)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import closing, frame, policies
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import Dossier


@frame.atomically
def withdraw(*, actor: User, at: datetime, dossier: Dossier, reason: str) -> None:
    """Close the dossier at the applicant's request, which `reason` tells.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.WITHDRAW, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.WITHDRAW)
    w = frame.writing(dossier, Act.WITHDRAW, actor, at)
    policies.check_reason(reason)
    closing.drop_open_work(w, dossier, at)
    closing.close(w, dossier, State.WITHDRAWN, at)
    w.commit({"ground": ground, "reason": reason})
