"""What the schedule does for surveys."""

from collections.abc import Collection
from datetime import datetime

from motcua.lib.times import LOCAL
from motcua.rounds import box
from motcua.rounds.lifecycle import State
from motcua.rounds.models import SurveyRound


def deal_letters(at: datetime, units: Collection[str] | None = None) -> int:
    """Open the box of every open round where enough letters lie together; how many were opened.

    `units` is what the schedule of a replay tells; surveys are not replayed.
    """
    on = at.astimezone(LOCAL).date()
    return sum(box.deal(survey, on=on) for survey in SurveyRound.objects.filter(state=State.OPEN))
