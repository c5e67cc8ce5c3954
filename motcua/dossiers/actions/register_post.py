"""Register a dossier that came by post: it waits to be looked through, no clock of the procedure runs yet."""

from dataclasses import replace
from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Channel
from motcua.dossiers import bringing, frame
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier
from motcua.dossiers.values import ApplicantDetails, Request
from motcua.orgs.models import Unit


@frame.atomically
def register_post(
    *,
    actor: User,
    at: datetime,
    unit: Unit,
    version: ProcedureVersion,
    applicant: ApplicantDetails,
    request: Request,
) -> Dossier:
    """An envelope that reached `unit` at `at`; its papers are counted when it is looked through.

    It waits like what is sent online, to be received, guided or refused within eight working hours
    (domain.md 1.3). Raises NotAllowedError, NoIdentifierError.
    """
    ground = frame.authorise(actor, Act.REGISTER_POST, unit, at)
    state = frame.next_state(None, Act.REGISTER_POST)
    posted = replace(request, channel=Channel.POST.value)
    row = bringing.new_dossier(version=version, unit=unit, applicant=applicant, request=posted, at=at)
    row.state, row.submitted_at = state.value, at
    w = frame.writing(row, Act.REGISTER_POST, actor, at)
    bringing.write_new(w, row)
    w.commit({"ground": ground})
    return row
