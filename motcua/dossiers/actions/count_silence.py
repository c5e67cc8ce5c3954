"""Count silence as consent: an agency did not answer in time where silence consents (domain.md 4.3)."""

from datetime import datetime

from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation
from motcua.journal.events import Actor


@frame.atomically
def count_silence(*, actor: Actor, at: datetime, consultation: Consultation) -> None:
    """An act of the schedule, after the consultation's due time; the lateness stays to be seen in its dates.

    Raises NotPossibleError, RefusedError, StaleError.
    """
    dossier = consultation.dossier
    frame.next_state(dossier, Act.COUNT_SILENCE)
    w = frame.writing(dossier, Act.COUNT_SILENCE, actor, at)
    over = consultation.answered_at is not None
    policies.check_silence(consultation.due_at, at, consents=consultation.silence_as_consent, over=over)
    w.update(consultation, answered_at=at, answer=Consultation.Answer.SILENCE.value)
    w.commit({"unit": consultation.unit.code})
