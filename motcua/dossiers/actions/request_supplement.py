"""Request a supplement in processing: the counter issues Mẫu 02, once, and the clock stops."""

from datetime import date, datetime

from motcua.accounts.models import User
from motcua.dossiers import asking, bringing, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Pause, Slip


@frame.atomically
def request_supplement(*, actor: User, at: datetime, dossier: Dossier, expected_end_on: date) -> Slip:
    """Issue what the solving agency proposed; the applicant answers by `expected_end_on`.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.REQUEST_SUPPLEMENT, dossier.received_by_unit, at)
    state = frame.next_state(dossier, Act.REQUEST_SUPPLEMENT)
    w = frame.writing(dossier, Act.REQUEST_SUPPLEMENT, actor, at)
    proposal = dossier.proposals.filter(settled_at__isnull=True).first()
    policies.check_request_supplement(
        frame.clock_of(dossier),
        at,
        items=proposal.items if proposal else ["?"],
        proposed=proposal is not None,
        asked_before=dossier.pauses.filter(kind=Pause.Kind.SUPPLEMENT).exists(),
    )
    policies.check_expected_end(expected_end_on, frame.local_day(at))
    w.update(proposal, settled_at=at)
    w.update(dossier, state=state.value)
    asking.begin_pause(w, dossier, Pause.Kind.SUPPLEMENT, at, expected_end_on)
    content = {"items": proposal.items, "reason": proposal.reason, "until": expected_end_on.isoformat()}
    officer = frame.officer_of(actor)
    slip = bringing.slip(
        w, dossier, Slip.Form.SUPPLEMENT, Slip.Stage.PROCESSING, at, officer=officer, content=content
    )
    w.commit({"ground": ground})
    return slip
