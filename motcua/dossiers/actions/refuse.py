"""Refuse in processing: not eligible, in writing, with the legal ground (Mẫu 03; domain.md 3.3)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import bringing, closing, frame, policies
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import Dossier, Slip


@frame.atomically
def refuse(*, actor: User, at: datetime, dossier: Dossier, reason: str, legal_basis: str) -> None:
    """Close the dossier as refused; what was still open is dropped.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.REFUSE, dossier.agency, at)
    frame.next_state(dossier, Act.REFUSE)
    w = frame.writing(dossier, Act.REFUSE, actor, at)
    policies.check_reason(reason)
    policies.check_reason(legal_basis, field="legal_basis")
    closing.drop_open_work(w, dossier, at)
    closing.close(w, dossier, State.REFUSED, at)
    content = {"reason": reason, "legal_basis": legal_basis}
    officer = frame.officer_of(actor)
    bringing.slip(w, dossier, Slip.Form.REFUSAL, Slip.Stage.PROCESSING, at, officer=officer, content=content)
    w.commit({"ground": ground})
