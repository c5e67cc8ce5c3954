"""Publish the results of a closed round: by a decision, which is named beside every figure."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.lib.times import LOCAL
from motcua.rounds.acting import begun
from motcua.rounds.events import RESULTS_PUBLISHED, of_round
from motcua.rounds.lifecycle import Act, NotNowError, State
from motcua.rounds.models import SurveyRound


@transaction.atomic
def publish_results(
    *, survey: SurveyRound, decision: str, decided_on: date, actor: User, at: datetime
) -> SurveyRound:
    """The round, whose results everybody reads from now on; `decision` is the document's number and symbol.

    Once, after the round was closed: whoever decides has seen the figures first (domain.md 5).
    Raises NotAllowedError, NotNowError, and ValidationError by field.
    """
    survey, _state, ground = begun(survey, Act.PUBLISH_RESULTS, actor, at)
    if survey.published_at is not None:
        raise NotNowError(State(survey.state), Act.PUBLISH_RESULTS)
    _check_day(survey, decided_on, at)
    survey.decision, survey.decided_on, survey.published_at = decision, decided_on, at
    survey.clean_fields(exclude={name.name for name in survey._meta.fields} - {"decision"})
    survey.save(update_fields=["decision", "decided_on", "published_at"])
    told = {"decision": decision, "decided_on": decided_on, "answers_sha256": survey.answers_sha256}
    record(
        subject=of_round(survey.code),
        type=RESULTS_PUBLISHED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "ground": ground},
    )
    return survey


def _check_day(survey: SurveyRound, decided_on: date, at: datetime) -> None:
    if decided_on > at.astimezone(LOCAL).date():
        raise ValidationError({"decided_on": _("Ngày quyết định chưa đến.")})
    if survey.closed_at and decided_on < survey.closed_at.astimezone(LOCAL).date():
        raise ValidationError({"decided_on": _("Quyết định công bố phải có sau khi khóa phiếu.")})
