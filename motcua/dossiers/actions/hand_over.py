"""Hand over: reception is done, the papers go to whoever solves them (Mẫu 05; domain.md 1.2 article 18)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.terms import Role
from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def hand_over(*, actor: User, at: datetime, step: Step) -> list[Step]:
    """End the step of reception, held by `actor`; returns the steps that begin, each offered to its unit.

    Due the same working day, after 15:00 within the first working hour of the next one: kept with the leg,
    not enforced. Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.HAND_OVER, step.unit, at)
    state = frame.next_state(step.dossier, Act.HAND_OVER)
    w = frame.writing(step.dossier, Act.HAND_OVER, actor, at)
    policies.check_role(step.role, {Role.RECEIVE, Role.HAND_OVER})
    policies.check_complete(frame.holding_of(w, step), frame.owner_id(actor))
    moving.end_step(w, step, at)
    w.update(step.dossier, state=state.value)
    begun = moving.advance(w, step, at, giver=frame.officer_of(actor))
    w.commit({"ground": ground, "to": sorted({new.unit.code for new in begun})})
    return begun
