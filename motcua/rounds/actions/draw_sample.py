"""Draw the sample of a round, once."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds import drawing, frames
from motcua.rounds.acting import begun
from motcua.rounds.events import SAMPLE_DRAWN, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import Cell, SampleEntry, SurveyRound
from motcua.surveys.sampling.plan import Plan, draw


@transaction.atomic
def draw_sample(
    *, survey: SurveyRound, plan: Plan, group: str | None = None, actor: User, at: datetime
) -> SurveyRound:
    """The round with its sample by `plan`; anyone who has frame and seed draws the same again.

    `group` is a column of the frame that answers will tell besides their unit. Raises NotAllowedError,
    NotNowError (nobody draws twice), SurveyError when the frame can't be drawn from so.
    """
    survey, state, ground = begun(survey, Act.DRAW_SAMPLE, actor, at)
    table = frames.read(frames.unpack(survey.frame))
    sample = draw(table, plan)
    cells, entries = drawing.laid_out(survey, table, sample, group)
    survey.plan = {**asdict(plan), "allocation": plan.allocation.value, "group": group}
    survey.record = {**sample.record, "rows": sorted(p.row + 1 for p in sample.picks if not p.reserve)}
    survey.seed, survey.state, survey.drawn_at = plan.seed, state.value, at
    survey.save(update_fields=["plan", "record", "seed", "state", "drawn_at"])
    Cell.objects.bulk_create(cells)
    SampleEntry.objects.bulk_create(entries, batch_size=2000)
    told = {"plan": survey.plan, "frame": survey.frame.sha256, "rows": survey.record["rows"]}
    record(
        subject=of_round(survey.code),
        type=SAMPLE_DRAWN,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "ground": ground},
    )
    return survey
