"""Approve: the leader signs, by whose right it is recorded."""

from collections.abc import Callable
from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.terms import Role
from motcua.dossiers import frame, moving, papers, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import ResultDraft, SignedPaper, Step
from motcua.dossiers.papers import Signed
from motcua.dossiers.writing import Writing


@frame.atomically
def approve(
    *,
    actor: User,
    at: datetime,
    step: Step,
    opinion: str = "",
    sign: Callable[[ResultDraft], Signed] | None = None,
    seen_draft: int = 0,
) -> list[Step]:
    """Complete a step of approval, whoever holds it: the right to sign is the actor's own.

    With `sign` the newest draft, which must be the one that was seen (by its number), is signed and the file
    kept with the dossier; without it the leader signs on paper. Returns the steps that begin. Raises
    NotAllowedError, NotPossibleError, RefusedError, StaleError, and what `sign` raises.
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
    if sign is not None:
        _sign(w, step, sign, seen_draft, actor, at)
    w.commit({"ground": ground, "step": step.key})
    return begun


def _sign(
    w: Writing,
    step: Step,
    sign: Callable[[ResultDraft], Signed],
    seen: int,
    actor: User,
    at: datetime,
) -> None:
    draft = papers.newest_draft(step.dossier)
    policies.check_signed_draft(seen, draft.number if draft else 0)
    papers.add(
        w,
        signed=sign(draft),  # type: ignore[arg-type]
        kind=SignedPaper.Kind.SIGNATURE,
        step=step,
        draft=draft,  # type: ignore[arg-type]
        signer=frame.officer_of(actor),
        at=at,
    )
