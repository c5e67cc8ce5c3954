"""Decide what becomes of an odd response."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds.acting import authorise
from motcua.rounds.events import RESPONSE_DECIDED, of_round
from motcua.rounds.models import QualityDecision, Response
from motcua.rounds.models.checking import Verdict


@transaction.atomic
def decide_response(
    *, response: Response, verdict: Verdict, reason: str, actor: User, at: datetime
) -> QualityDecision:
    """The verdict, which counts until another follows; the response stays as it is.

    Raises NotAllowedError, and ValidationError without a reason.
    """
    survey = response.cell.round
    ground = authorise(actor, survey.unit, at)
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi vì sao quyết định như vậy.")})
    decided = QualityDecision.objects.create(
        response=response, verdict=verdict.value, reason=reason.strip(), by=actor, at=at
    )
    told = {"response": response.pk, "verdict": verdict.value, "reason": decided.reason}
    record(
        subject=of_round(survey.code),
        type=RESPONSE_DECIDED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "ground": ground},
    )
    return decided
