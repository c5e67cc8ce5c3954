"""Accept what was handed over: from now on the unit answers for it (the receiver's line of Mẫu 05)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def accept(*, actor: User, at: datetime, step: Step, take: bool = False) -> None:
    """Accept `step` for its unit; with `take` the actor holds it at once, unless it came back to its holder.

    The leg's clock has been running since the hand-over. Raises NotAllowedError, NotPossibleError,
    RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.ACCEPT, step.unit, at)
    frame.next_state(step.dossier, Act.ACCEPT)
    w = frame.writing(step.dossier, Act.ACCEPT, actor, at)
    policies.check_accept(frame.holding_of(w, step))
    owner = {"owner_id": frame.owner_id(actor)} if take and step.owner_id is None else {}
    w.update(step, state=Step.State.OPEN.value, **owner)
    if step.leg.accepted_at is None:
        w.update(step.leg, accepted_at=at, receiver_id=frame.owner_id(actor))
    w.commit({"ground": ground, "step": step.key})
