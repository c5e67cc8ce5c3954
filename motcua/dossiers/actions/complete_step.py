"""Complete a step: what follows begins, in the same unit at once, elsewhere by a hand-over."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def complete_step(
    *, actor: User, at: datetime, step: Step, opinion: str = "", chosen: Sequence[str] = ()
) -> list[Step]:
    """Complete `step`, held by `actor`; returns the steps that begin.

    `chosen` are keys of steps that happen only sometimes and do now; each must begin with this act.

    Every opinion asked must have come or timed out. Steps of approval are completed by `approve`, the last
    one by `finish`, that of reception by `hand_over`. Raises NotAllowedError, NotPossibleError,
    RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.COMPLETE_STEP, step.unit, at)
    state = frame.next_state(step.dossier, Act.COMPLETE_STEP)
    w = frame.writing(step.dossier, Act.COMPLETE_STEP, actor, at)
    plan = frame.plan_of(step.dossier)
    policies.check_completes(step.role, final=plan.is_final(step.key))
    policies.check_complete(frame.holding_of(w, step), frame.owner_id(actor))
    moving.check_chosen(w, step, chosen)
    w.update(step, state=Step.State.DONE.value, ended_at=at, opinion=opinion)
    if state.value != step.dossier.state:
        w.update(step.dossier, state=state.value)
    begun = moving.advance(w, step, at, giver=frame.officer_of(actor), chosen=chosen)
    w.commit({"ground": ground, "step": step.key})
    return begun
