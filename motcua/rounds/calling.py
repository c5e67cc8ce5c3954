"""Asking by telephone: whom to call next, and calls that brought no answers."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet

from motcua.accounts.models import User
from motcua.rounds import queries
from motcua.rounds.models import CallAttempt, SampleEntry, SurveyRound
from motcua.rounds.models.calling import Outcome

ENOUGH_CALLS = 3
"""After so many calls on different days somebody may be replaced as out of reach."""
REST = timedelta(hours=3)
"""Nobody is called again sooner, unless another hour was agreed."""


def to_call(survey: SurveyRound, unit_code: str, at: datetime) -> QuerySet[SampleEntry]:
    """Who of a unit may be called at `at` (aware): those who asked to be called by now first, then those
    called least often. Annotated: `called` times, `call_after`."""
    return (
        queries.to_ask(survey, unit_code)
        .annotate(called=Count("calls"), last_call=Max("calls__at"), call_after=Max("calls__call_after"))
        .filter(Q(call_after__isnull=True) | Q(call_after__lte=at))
        .filter(Q(called=0) | Q(call_after__isnull=False) | Q(last_call__lte=at - REST))
        .order_by(F("call_after").asc(nulls_last=True), "called", "row")
    )


def note_call(
    entry: SampleEntry, outcome: Outcome, *, by: User, at: datetime, call_after: datetime | None
) -> CallAttempt:
    """A call of `entry` that brought no answers; `call_after` (aware) when another hour was agreed."""
    return CallAttempt.objects.create(entry=entry, outcome=outcome, by=by, at=at, call_after=call_after)
