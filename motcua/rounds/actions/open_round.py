"""Open a round for answers: everybody who is asked gets a token."""

from datetime import datetime

from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds import tokens
from motcua.rounds.acting import begun
from motcua.rounds.events import ROUND_OPENED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import SampleEntry, SurveyRound


@transaction.atomic
def open_round(*, survey: SurveyRound, actor: User, at: datetime) -> SurveyRound:
    """The round, taking answers from now on. Raises NotAllowedError, NotNowError."""
    survey, state, ground = begun(survey, Act.OPEN_ROUND, actor, at)
    asked = list(SampleEntry.objects.filter(round=survey, asked=True))
    tokens.give(asked)
    survey.state, survey.opened_at = state.value, at
    survey.save(update_fields=["state", "opened_at"])
    record(
        subject=of_round(survey.code),
        type=ROUND_OPENED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"asked": len(asked), "ground": ground},
    )
    return survey
