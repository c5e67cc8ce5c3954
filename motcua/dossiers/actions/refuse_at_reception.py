"""Refuse to receive, with the reason and its legal basis in writing (Mẫu 03; NĐ 61/2018 article 17)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import bringing, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.values import ApplicantDetails, Request
from motcua.orgs.models import Unit


@frame.atomically
def refuse_at_reception(
    *,
    actor: User,
    at: datetime,
    unit: Unit,
    reason: str,
    legal_basis: str = "",
    version: ProcedureVersion | None = None,
    applicant: ApplicantDetails | None = None,
    request: Request | None = None,
    dossier: Dossier | None = None,
) -> Dossier:
    """Refuse a new dossier, or one that was registered or guided; it keeps its code and its unit.

    Raises NotAllowedError, NotPossibleError, RefusedError.
    """
    unit = dossier.received_by_unit if dossier else unit
    ground = frame.authorise(actor, Act.REFUSE_AT_RECEPTION, unit, at)
    state = frame.next_state(dossier, Act.REFUSE_AT_RECEPTION)
    policies.check_reason(reason)
    row = dossier or bringing.new_dossier(
        version=version, unit=unit, applicant=applicant, request=request or Request(), at=at
    )
    w = frame.writing(row, Act.REFUSE_AT_RECEPTION, actor, at)
    bringing.turn_away(w, row, state, at, new=dossier is None)
    content = {"reason": reason, "legal_basis": legal_basis}
    officer = frame.officer_of(actor)
    bringing.slip(w, row, Slip.Form.REFUSAL, Slip.Stage.RECEPTION, at, officer=officer, content=content)
    w.commit({"ground": ground})
    return row
