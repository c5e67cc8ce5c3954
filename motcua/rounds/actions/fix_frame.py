"""Fix the frame of a round: the list that its sample will be drawn from."""

from datetime import datetime

from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds import frames
from motcua.rounds.acting import begun
from motcua.rounds.events import FRAME_FIXED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import Frame, SurveyRound


@transaction.atomic
def fix_frame(*, survey: SurveyRound, source: bytes, origin: str, actor: User, at: datetime) -> Frame:
    """The CSV `source` as the round's frame, in place of an earlier one; `origin` says where it is from.

    Raises NotAllowedError, NotNowError once a sample was drawn, SurveyError for what is no frame.
    """
    survey, state, ground = begun(survey, Act.FIX_FRAME, actor, at)
    table = frames.read(source)
    told = {"sha256": table.sha256, "rows": len(table.rows), "origin": origin}
    frame, _ = Frame.objects.update_or_create(round=survey, defaults={**told, "packed": frames.pack(source)})
    survey.state = state.value
    survey.save(update_fields=["state"])
    record(
        subject=of_round(survey.code),
        type=FRAME_FIXED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "columns": list(table.header), "ground": ground},
    )
    return frame
