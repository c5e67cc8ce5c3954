"""Guide the applicant and ask to complete the papers before reception, once, in writing (Mẫu 02)."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import bringing, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.values import ApplicantDetails, Request
from motcua.orgs.models import Unit


@frame.atomically
def guide(
    *,
    actor: User,
    at: datetime,
    unit: Unit,
    items: Sequence[str],
    reason: str,
    version: ProcedureVersion | None = None,
    applicant: ApplicantDetails | None = None,
    request: Request | None = None,
    dossier: Dossier | None = None,
) -> Dossier:
    """Write down what is missing, all at once; no clock runs. A new dossier, or one registered online, which
    stays at its own unit.

    Once at this stage, without override (domain.md 3.4). Raises NotAllowedError, NotPossibleError,
    RefusedError.
    """
    unit = dossier.received_by_unit if dossier else unit
    ground = frame.authorise(actor, Act.GUIDE, unit, at)
    state = frame.next_state(dossier, Act.GUIDE)
    policies.check_reason(reason)
    asked_before = dossier is not None and bringing.asked_at_reception(dossier)
    policies.check_ask(items, asked_before=asked_before)
    row = dossier or bringing.new_dossier(
        version=version, unit=unit, applicant=applicant, request=request or Request(), at=at
    )
    w = frame.writing(row, Act.GUIDE, actor, at)
    bringing.turn_away(w, row, state, at, new=dossier is None)
    content = {"items": list(items), "reason": reason}
    officer = frame.officer_of(actor)
    bringing.slip(w, row, Slip.Form.SUPPLEMENT, Slip.Stage.RECEPTION, at, officer=officer, content=content)
    w.commit({"ground": ground})
    return row
