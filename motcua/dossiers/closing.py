"""How a dossier ends: what must be over, what is dropped, and the instant that is counted."""

from datetime import datetime

from motcua.dossiers import deadlines, frame, policies, terms
from motcua.dossiers.deadlines import Timeliness
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Consultation, Dossier, Step
from motcua.dossiers.writing import RECORDED, Writing
from motcua.server.prepared import fetched

_OWED = """
SELECT coalesce(sum(amount), 0) FROM dossiers_settlement WHERE dossier_id = %s AND paid_at IS NULL
"""


def close(w: Writing, dossier: Dossier, state: State, at: datetime) -> None:
    """Set state, outcome and the two times of closing; nobody waits any more for what was proposed."""
    for proposal in dossier.proposals.filter(settled_at__isnull=True):
        w.update(proposal, settled_at=at)
    w.update(dossier, state=state.value, outcome=state.value, closed_at=at, closed_recorded_at=RECORDED)


def drop_open_work(w: Writing, dossier: Dossier, at: datetime) -> None:
    """Steps, legs and pauses that still run are over, opinions are no longer waited for: nothing follows."""
    for step in dossier.steps.filter(ended_at__isnull=True):
        w.update(step, state=Step.State.DROPPED.value, ended_at=at)
    for asked in dossier.consultations.filter(answered_at__isnull=True):
        w.update(asked, answered_at=at, answer=Consultation.Answer.DROPPED.value)
    for leg in dossier.legs.filter(closed_at__isnull=True):
        w.update(leg, closed_at=at)
    for pause in dossier.pauses.filter(ended_at__isnull=True):
        w.update(pause, ended_at=at, ended_recorded_at=RECORDED)


def solution(w: Writing, step: Step, result_number: str) -> policies.Solution:
    """What the guards of `finish` must know: everything but `step` is over, and the leader has signed."""
    plan = terms.plan_of(step.dossier.procedure_version_id, step.dossier.case)
    done = {found.key for found in w.steps if found.is_done} | {step.key}
    return policies.Solution(
        open_steps=[found.key for found in w.steps if found.runs and found.id != step.pk],
        open_opinions=sum(found.open_opinions for found in w.steps),
        approved=plan.signatures({found.key for found in w.steps}) <= done,
        result_number=result_number,
    )


def timeliness(dossier: Dossier, ready_at: datetime) -> Timeliness:
    """How a result ready at `ready_at` stands to A."""
    limit = frame.terms_of(dossier).limit
    return deadlines.timeliness(dossier.lawful_due_at, limit.unit if limit else None, ready_at)


def unpaid(dossier: Dossier) -> int:
    """What the applicant still owes, in đồng."""
    ((owed,),) = fetched(_OWED, [dossier.pk])
    return int(owed)
