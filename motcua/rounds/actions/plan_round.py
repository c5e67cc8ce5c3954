"""Plan a round: who is to be asked about which period, with which questionnaire."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.orgs.models import Unit
from motcua.rounds.acting import authorise
from motcua.rounds.events import ROUND_PLANNED, of_round
from motcua.rounds.lifecycle import State
from motcua.rounds.models import InstrumentVersion, SurveyRound


@transaction.atomic
def plan_round(
    *,
    code: str,
    title: str,
    unit: Unit,
    instrument: InstrumentVersion,
    period_first: date,
    period_last: date,
    smallest_batch: int = 10,
    actor: User,
    at: datetime,
) -> SurveyRound:
    """The new round over dossiers that `unit` and those below it solved from `period_first` to `period_last`.

    Raises NotAllowedError, and ValidationError by field.
    """
    ground = authorise(actor, unit, at)
    told = {
        "title": title,
        "period_first": period_first,
        "period_last": period_last,
        "smallest_batch": smallest_batch,
    }
    survey = SurveyRound(
        code=code, unit=unit, instrument=instrument, state=State.PLANNED.value, planned_at=at, **told
    )
    survey.full_clean()
    survey.save(force_insert=True)
    named = {"unit": unit.code, "instrument": instrument.code, "version": instrument.version}
    record(
        subject=of_round(code),
        type=ROUND_PLANNED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, **named, "fingerprint": instrument.fingerprint, "ground": ground},
    )
    return survey
