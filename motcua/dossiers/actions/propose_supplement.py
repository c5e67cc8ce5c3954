"""Propose a request for supplement: the solving agency misses something, the counter will ask for it."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Proposal, Step
from motcua.lib.ids import new_id


@frame.atomically
def propose_supplement(
    *, actor: User, at: datetime, step: Step, items: Sequence[str], reason: str
) -> Proposal:
    """No clock stops yet: the pause begins when the counter issues Mẫu 02 (statistics.md 1).

    In the check window, not after A, once. Raises NotAllowedError, NotPossibleError, RefusedError.
    """
    dossier = step.dossier
    ground = frame.authorise(actor, Act.PROPOSE_SUPPLEMENT, step.unit, at)
    frame.next_state(dossier, Act.PROPOSE_SUPPLEMENT)
    w = frame.writing(dossier, Act.PROPOSE_SUPPLEMENT, actor, at)
    policies.check_held(frame.holding_of(w, step), frame.owner_id(actor))
    policies.check_reason(reason)
    policies.check_ask(items, asked_before=dossier.proposals.exists())
    policies.check_supplement_in_time(frame.clock_of(dossier), at)
    row = Proposal(
        id=new_id(),
        dossier=dossier,
        items=list(items),
        reason=reason,
        proposed_at=at,
        proposed_by=frame.officer_of(actor),
    )
    w.create(row)
    w.commit({"ground": ground, "step": step.key})
    return row
