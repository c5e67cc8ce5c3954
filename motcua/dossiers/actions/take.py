"""Take a step that nobody holds."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def take(*, actor: User, at: datetime, step: Step) -> None:
    """The actor becomes the owner of `step`.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError (somebody else took it first).
    """
    ground = frame.authorise(actor, Act.TAKE, step.unit, at)
    frame.next_state(step.dossier, Act.TAKE)
    w = frame.writing(step.dossier, Act.TAKE, actor, at)
    policies.check_take(frame.holding_of(w, step))
    w.update(step, owner_id=frame.owner_id(actor))
    w.commit({"ground": ground, "step": step.key})
