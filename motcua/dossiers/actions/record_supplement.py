"""Record the supplement: same code, history kept, the clock goes on or begins anew (domain.md 3.4)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.terms import SupplementMode
from motcua.dossiers import asking, frame, terms
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier


@frame.atomically
def record_supplement(*, actor: User, at: datetime, dossier: Dossier, note: str = "") -> datetime | None:
    """The applicant has brought what was asked for. Returns the lawful due date, moved by a row of its own.

    Raises NotAllowedError, NotPossibleError, StaleError.
    """
    ground = frame.authorise(actor, Act.RECORD_SUPPLEMENT, dossier.received_by_unit, at)
    state = frame.next_state(dossier, Act.RECORD_SUPPLEMENT)
    w = frame.writing(dossier, Act.RECORD_SUPPLEMENT, actor, at)
    w.update(dossier, state=state.value)
    mode = terms.content(dossier.procedure_version).supplement_mode
    due_at = asking.end_pause(w, dossier, at, restart=mode is SupplementMode.RESTART)
    w.commit({"ground": ground, "note": note})
    return due_at
