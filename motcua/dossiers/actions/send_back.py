"""Send a dossier back to the step before, with the reason; the time it takes stays with the leg."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def send_back(*, actor: User, at: datetime, step: Step, reason: str) -> list[Step]:
    """End `step` as sent back and begin the steps before it anew, each with whoever held it.

    No due date of the dossier moves. Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.SEND_BACK, step.unit, at)
    frame.next_state(step.dossier, Act.SEND_BACK)
    w = frame.writing(step.dossier, Act.SEND_BACK, actor, at)
    policies.check_send_back(frame.holding_of(w, step), frame.owner_id(actor), reason)
    moving.end_step(w, step, at, Step.State.SENT_BACK)
    begun = moving.begin_again(w, step, at, giver=frame.officer_of(actor))
    w.commit({"ground": ground, "step": step.key, "reason": reason})
    return begun
