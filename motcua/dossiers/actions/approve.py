"""Approve: the leader signs, by whose right it is recorded."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.terms import Role
from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def approve(*, actor: User, at: datetime, step: Step, opinion: str = "") -> list[Step]:
    """Complete a step of approval, whoever holds it: the right to sign is the actor's own.

    Returns the steps that begin. Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.APPROVE, step.unit, at)
    state = frame.next_state(step.dossier, Act.APPROVE)
    w = frame.writing(step.dossier, Act.APPROVE, actor, at)
    policies.check_role(step.role, {Role.APPROVE})
    policies.check_approve(frame.holding_of(w, step))
    officer = frame.officer_of(actor)
    w.update(step, state=Step.State.DONE.value, ended_at=at, owner_id=frame.owner_id(actor), opinion=opinion)
    if state.value != step.dossier.state:
        w.update(step.dossier, state=state.value)
    begun = moving.advance(w, step, at, giver=officer)
    w.commit({"ground": ground, "step": step.key})
    return begun
