"""What acts of the survey team begin with: who acts by which right, and the round as it stands."""

from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.orgs.models import Unit
from motcua.rounds.lifecycle import Act, State, after
from motcua.rounds.models import SurveyRound


class NotAllowedError(Exception):
    """The actor conducts no surveys in that unit."""


def authorise(actor: User, unit: Unit, at: datetime) -> dict[str, str]:
    """By which right `actor` conducts surveys of `unit`, as the event keeps it. Raises NotAllowedError."""
    ground = accounts.ground_for(actor, Permission.CONDUCT_SURVEYS, unit, at)
    if ground is None:
        raise NotAllowedError
    return ground.as_payload()


def begun(
    survey: SurveyRound, act: Act, actor: User, at: datetime
) -> tuple[SurveyRound, State, dict[str, str]]:
    """The round, locked until the transaction ends, its state after `act`, and the actor's right.

    Raises NotAllowedError, NotNowError.
    """
    held = SurveyRound.objects.select_for_update(of=("self",)).select_related("unit", "instrument")
    found = held.get(pk=survey.pk)
    ground = authorise(actor, found.unit, at)
    return found, after(State(found.state), act), ground
