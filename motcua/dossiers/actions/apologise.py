"""Apologise and appoint a new date, once (Mẫu 04; NĐ 61/2018 article 19): P moves, timeliness does not."""

from datetime import datetime

from motcua.accounts.models import Officer, User
from motcua.dossiers import asking, bringing, deadlines, frame, policies, signing
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Slip


@frame.atomically
def apologise(
    *, actor: User, at: datetime, dossier: Dossier, new_date: datetime, reason: str, signer: Officer
) -> Slip:
    """The counter issues what `signer`, of an agency that solves the dossier, has signed (domain.md 3.5).

    None issued before is the only other guard; less than one working day before A it is marked as late.
    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.APOLOGISE, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.APOLOGISE)
    w = frame.writing(dossier, Act.APOLOGISE, actor, at)
    policies.check_reason(reason)
    before = dossier.due_dates.filter(ground=Ground.APOLOGY).exists()
    policies.check_apologise(frame.clock_of(dossier), at, new_date, apologised_before=before)
    right = signing.signers(dossier, at).get(signer)
    policies.check_signer(may_sign=right is not None)
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    timely = deadlines.apology_is_timely(calendar, dossier.lawful_due_at, at)
    asking.add_due(w, dossier, Ground.APOLOGY, new_date)
    w.update(dossier, promised_at=new_date)
    content = {"reason": reason, "was_due_at": dossier.promised_at.isoformat(), "timely": timely}
    slip = bringing.slip(
        w,
        dossier,
        Slip.Form.APOLOGY,
        Slip.Stage.PROCESSING,
        at,
        officer=frame.officer_of(actor),
        signer=signer,
        content=content,
    )
    signed = {"signer": signer.full_name, "signer_ground": right.as_payload() if right else {}}
    w.commit({"ground": ground, "timely": timely, **signed})
    return slip
