"""Register a dossier online: it waits for the counter, no clock of the procedure runs yet (NĐ 45/2020)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Channel
from motcua.dossiers import bringing, frame, policies, terms
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.events import Actor
from motcua.orgs.models import Unit


@frame.atomically
def register_online(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    version: ProcedureVersion,
    applicant: ApplicantDetails,
    request: Request,
    papers: Sequence[Brought] = (),
) -> Dossier:
    """What a citizen sends to `unit`; `actor` names the citizen's account, never the ID number.

    The procedure is open online that day. The counter answers within eight working hours (domain.md 1.3).
    Raises RefusedError, NoIdentifierError.
    """
    state = frame.next_state(None, Act.REGISTER_ONLINE)
    on = frame.local_day(at)
    policies.check_open_online(is_open=terms.open_online(version, case=request.case, on=on))
    online = replace(request, channel=Channel.ONLINE.value)
    row = bringing.new_dossier(version=version, unit=unit, applicant=applicant, request=online, at=at)
    row.state, row.submitted_at = state.value, at
    w = frame.writing(row, Act.REGISTER_ONLINE, actor, at)
    bringing.write_new(w, row)
    bringing.papers(w, row, papers)
    w.commit()
    return row
