"""Answer what another agency asked; answers of two agencies do not block each other."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation


@frame.atomically
def answer_consultation(
    *, actor: User, at: datetime, consultation: Consultation, answer: str, text: str
) -> None:
    """`answer` is one of Consultation.GIVEN: silence is counted by the schedule.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    dossier = consultation.dossier
    ground = frame.authorise(actor, Act.ANSWER_CONSULTATION, consultation.unit, at)
    frame.next_state(dossier, Act.ANSWER_CONSULTATION)
    policies.check_answer(answer, answered=consultation.answered_at is not None)
    w = frame.writing(dossier, Act.ANSWER_CONSULTATION, actor, at)
    w.update(
        consultation,
        answered_at=at,
        answer=answer,
        answer_text=text,
        answered_by_id=frame.owner_id(actor),
    )
    w.commit({"ground": ground, "unit": consultation.unit.code})
