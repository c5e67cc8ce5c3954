"""Questions about dossiers: who sees which, and what the schedule and the lists must show.

`at` is an aware time. Lists are whole: whoever asks keeps to what an officer may see with `visible_to`.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, moving
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import AT_WORK, OPEN
from motcua.dossiers.models import Consultation, Dossier, DueDate, Leg, Pause, Step
from motcua.lib.times import LOCAL
from motcua.worktime import calc

_AHEAD = timedelta(days=30)  # no row of days off is longer
_RUNNING_TIME = Q(limit__endswith=" h") | Q(limit__endswith=" min")
_AT_WORK = [state.value for state in AT_WORK]
_OPEN = [state.value for state in OPEN]


def visible_to(user: User, at: datetime) -> QuerySet[Dossier]:
    """Dossiers that `user` may see: where a unit in which he may view dossiers received or solves them, had
    them on its way, or was asked for its opinion.
    """
    units = accounts.units_where(user, Permission.VIEW_DOSSIERS, at)
    of_dossier = {"dossier": OuterRef("pk"), "unit__in": units}
    return Dossier.objects.filter(
        Q(received_by_unit__in=units)
        | Q(agency__in=units)
        | Exists(Leg.objects.filter(**of_dossier))
        | Exists(Consultation.objects.filter(**of_dossier))
    )


def overdue(at: datetime) -> QuerySet[Dossier]:
    """Dossiers at work whose lawful due date has passed: for hours by instant, else by day."""
    midnight = at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    past = Q(_RUNNING_TIME, lawful_due_at__lt=at) | Q(~_RUNNING_TIME, lawful_due_at__lt=midnight)
    return Dossier.objects.filter(past, state__in=_AT_WORK)


def overdue_without_apology(at: datetime) -> QuerySet[Dossier]:
    """Overdue, and nobody has apologised (statistics.md 1)."""
    apologies = DueDate.objects.filter(dossier=OuterRef("pk"), ground=Ground.APOLOGY.value)
    return overdue(at).filter(~Exists(apologies))


def due_soon(at: datetime) -> list[Dossier]:
    """Dossiers at work to be finished or apologised for now: the last working day before their due date has
    come, by the calendar of the receiving unit (domain.md 12.4); the most urgent first.
    """
    near = Dossier.objects.filter(state__in=_AT_WORK, lawful_due_at__lt=at + _AHEAD)
    late = overdue(at).values("pk")
    rows = near.exclude(pk__in=late).select_related("received_by_unit").order_by("lawful_due_at", "code")
    today = frame.local_day(at)
    return [row for row in rows if _warned_on(row, at) <= today]


def _warned_on(dossier: Dossier, at: datetime):
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    return calc.previous_working_day(calendar, frame.local_day(dossier.lawful_due_at))


def pauses_past_their_end(at: datetime) -> QuerySet[Pause]:
    """Pauses that last longer than was expected: no pause hides a dossier (statistics.md 1)."""
    return Pause.objects.filter(ended_at__isnull=True, expected_end_on__lt=frame.local_day(at))


def silences_due(at: datetime, units: Collection[str] | None = None) -> QuerySet[Consultation]:
    """Opinions that were not given in time where silence is consent."""
    return Consultation.objects.filter(
        _received_at(units),
        answered_at__isnull=True,
        silence_as_consent=True,
        due_at__lt=at,
        dossier__state__in=_OPEN,
    ).select_related("dossier", "unit")


def _received_at(units: Collection[str] | None) -> Q:
    """Rows of dossiers received at the units with these codes; of all for None."""
    return Q() if units is None else Q(dossier__received_by_unit__code__in=units)


def steps_timed_out(at: datetime, units: Collection[str] | None = None) -> list[Step]:
    """Steps that are over by silence: their process says so and their time to answer has passed."""
    running = Step.objects.filter(
        _received_at(units), ended_at__isnull=True, role="consult", dossier__state__in=_AT_WORK
    )
    found = []
    for step in running.select_related("dossier", "unit", "leg"):
        until = moving.times_out_at(step)
        if (
            until is not None
            and until < at
            and frame.plan_of(step.dossier).steps[step.key].silence_as_consent
        ):
            found.append(step)
    return found
