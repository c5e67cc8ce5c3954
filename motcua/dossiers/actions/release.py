"""Release a step, so that another officer of the unit can take it."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def release(*, actor: User, at: datetime, step: Step) -> None:
    """The actor, who holds `step`, gives it back to the unit; its clock runs on.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.RELEASE, step.unit, at)
    frame.next_state(step.dossier, Act.RELEASE)
    w = frame.writing(step.dossier, Act.RELEASE, actor, at)
    policies.check_held(frame.holding_of(w, step), frame.owner_id(actor))
    w.update(step, owner_id=None)
    w.commit({"ground": ground, "step": step.key})
