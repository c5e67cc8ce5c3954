"""Time out a step of asking opinions where the process takes silence as consent (P6; domain.md 4.3)."""

from datetime import datetime

from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation, Step
from motcua.journal.events import Actor


@frame.atomically
def time_out_step(*, actor: Actor, at: datetime, step: Step) -> list[Step]:
    """An act of the schedule, after the step's time to answer: it is over, so are the opinions it asked.

    Returns the steps that begin. Raises NotPossibleError, RefusedError, StaleError.
    """
    dossier = step.dossier
    state = frame.next_state(dossier, Act.TIME_OUT_STEP)
    w = frame.writing(dossier, Act.TIME_OUT_STEP, actor, at)
    consents = frame.plan_of(dossier).steps[step.key].silence_as_consent
    policies.check_silence(moving.times_out_at(step), at, consents=consents, over=step.ended_at is not None)
    for asked in step.consultations.filter(answered_at__isnull=True):
        w.update(asked, answered_at=at, answer=Consultation.Answer.SILENCE.value)
    moving.end_step(w, step, at)
    if state.value != dossier.state:
        w.update(dossier, state=state.value)
    begun = moving.advance(w, step, at, giver=None)
    w.commit({"step": step.key})
    return begun
