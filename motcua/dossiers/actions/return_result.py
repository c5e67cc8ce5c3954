"""Return the result: handed to somebody who is named; when, does not decide timeliness (statistics.md 1)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.terms import Channel
from motcua.dossiers import closing, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, ResultPaper
from motcua.dossiers.writing import RECORDED


@frame.atomically
def return_result(
    *,
    actor: User,
    at: datetime,
    dossier: Dossier,
    receiver_name: str,
    receiver_id_number: str = "",
    channel: str = Channel.DIRECT.value,
    collected_by: str = ResultPaper.Collector.APPLICANT.value,
    authority: str = "",
    receipt_lost: bool = False,
) -> None:
    """Fees due by then must be paid. Whoever is sent by the applicant shows his `authority`, a paper that is
    named; a lost receipt is no obstacle, it is written down.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.RETURN_RESULT, dossier.received_by_unit, at)
    state = frame.next_state(dossier, Act.RETURN_RESULT)
    w = frame.writing(dossier, Act.RETURN_RESULT, actor, at)
    policies.check_return(receiver_name, unpaid=closing.unpaid(dossier))
    sent = collected_by == ResultPaper.Collector.AUTHORISED
    policies.check_authority(authority, needed=sent)
    w.update(dossier, state=state.value, returned_at=at, returned_recorded_at=RECORDED)
    w.update(
        dossier.result,
        returned_at=at,
        returned_by_id=frame.owner_id(actor),
        channel=channel,
        receiver_name=receiver_name.strip(),
        receiver_id_number=receiver_id_number,
        collected_by=collected_by,
        authority=authority.strip() if sent else "",
        receipt_lost=receipt_lost,
    )
    w.commit({"ground": ground})
