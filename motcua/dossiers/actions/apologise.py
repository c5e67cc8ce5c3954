"""Apologise and appoint a new date, once (Mẫu 04; NĐ 61/2018 article 19): P moves, timeliness does not."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import asking, bringing, deadlines, frame, policies
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Slip


@frame.atomically
def apologise(*, actor: User, at: datetime, dossier: Dossier, new_date: datetime, reason: str) -> Slip:
    """None issued before is the only guard; less than one working day before A it is marked as late.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.APOLOGISE, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.APOLOGISE)
    w = frame.writing(dossier, Act.APOLOGISE, actor, at)
    policies.check_reason(reason)
    before = dossier.due_dates.filter(ground=Ground.APOLOGY).exists()
    policies.check_apologise(frame.clock_of(dossier), at, new_date, apologised_before=before)
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    timely = deadlines.apology_is_timely(calendar, dossier.lawful_due_at, at)
    asking.add_due(w, dossier, Ground.APOLOGY, new_date)
    w.update(dossier, promised_at=new_date)
    content = {"reason": reason, "was_due_at": dossier.promised_at.isoformat(), "timely": timely}
    officer = frame.officer_of(actor)
    slip = bringing.slip(
        w, dossier, Slip.Form.APOLOGY, Slip.Stage.PROCESSING, at, officer=officer, content=content
    )
    w.commit({"ground": ground, "timely": timely})
    return slip
