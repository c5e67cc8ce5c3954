"""Stop: the applicant did not answer in time, or another legal ground ends the work (national status 8)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import bringing, closing, frame, policies
from motcua.dossiers.lifecycle import PAUSED, Act, State
from motcua.dossiers.models import Dossier, Slip


@frame.atomically
def stop(*, actor: User, at: datetime, dossier: Dossier, reason: str, legal_basis: str) -> None:
    """Close the dossier as stopped; one that waits for the applicant only after his day has passed.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.STOP, dossier.agency, at)
    frame.next_state(dossier, Act.STOP)
    w = frame.writing(dossier, Act.STOP, actor, at)
    policies.check_reason(reason)
    policies.check_reason(legal_basis, field="legal_basis")
    if dossier.state in PAUSED:
        pause = dossier.pauses.get(ended_at__isnull=True)
        policies.check_stop_waiting(pause.expected_end_on, frame.local_day(at))
    closing.drop_open_work(w, dossier, at)
    closing.close(w, dossier, State.STOPPED, at)
    content = {"reason": reason, "legal_basis": legal_basis}
    officer = frame.officer_of(actor)
    bringing.slip(w, dossier, Slip.Form.STOP, Slip.Stage.PROCESSING, at, officer=officer, content=content)
    w.commit({"ground": ground})
