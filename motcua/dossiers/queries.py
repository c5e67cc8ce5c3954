"""Questions about dossiers: who sees which, and what the schedule and the lists must show.

`at` is an aware time. Lists are whole: whoever asks keeps to what an officer may see with `visible_to`.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, moving, terms
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import AT_WORK, OPEN
from motcua.dossiers.models import Consultation, Dossier, DueDate, Leg, Pause, Step
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit
from motcua.server.prepared import fetched
from motcua.worktime import calc

_AHEAD = timedelta(days=30)  # no row of days off is longer
_RUNNING_TIME = Q(limit__endswith=" h") | Q(limit__endswith=" min")
_AT_WORK = [state.value for state in AT_WORK]
_OPEN = [state.value for state in OPEN]

# The schedule asks often and mostly finds nothing, so it asks for that first.
_SILENT = """
SELECT 1 FROM dossiers_consultation WHERE answered_at IS NULL AND silence_as_consent AND due_at < %s LIMIT 1
"""
_ASKED = """
SELECT step.id, dossier.procedure_version_id, dossier."case", step.key
FROM dossiers_step step JOIN dossiers_dossier dossier ON dossier.id = step.dossier_id
WHERE step.ended_at IS NULL AND step.role = 'consult' AND dossier.state = ANY(%s)
"""


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


def overdue(at: datetime, units: Collection[str] | None = None) -> QuerySet[Dossier]:
    """Dossiers at work whose lawful due date has passed: for hours by instant, else by day."""
    midnight = at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    past = Q(_RUNNING_TIME, lawful_due_at__lt=at) | Q(~_RUNNING_TIME, lawful_due_at__lt=midnight)
    return Dossier.objects.filter(_received_at(units, ""), past, state__in=_AT_WORK)


def overdue_without_apology(at: datetime, units: Collection[str] | None = None) -> QuerySet[Dossier]:
    """Overdue, and nobody has apologised (statistics.md 1)."""
    apologies = DueDate.objects.filter(dossier=OuterRef("pk"), ground=Ground.APOLOGY.value)
    return overdue(at, units).filter(~Exists(apologies))


def due_soon(at: datetime, units: Collection[str] | None = None) -> list[Dossier]:
    """Dossiers at work to be finished or apologised for now: the last working day before their due date has
    come, by the calendar of the receiving unit (domain.md 12.4); the most urgent first.
    """
    near = Dossier.objects.filter(
        _received_at(units, ""), state__in=_AT_WORK, lawful_due_at__lt=at + _AHEAD
    ).order_by()
    due = _warned_of(near.values("received_by_unit"), at)
    rows = near.filter(due).exclude(pk__in=overdue(at, units).values("pk"))
    return list(rows.select_related("received_by_unit").order_by("lawful_due_at", "code"))


def _warned_of(units: QuerySet, at: datetime) -> Q:
    """Dossiers of `units` due until their next working day: of these, today is the day before at least."""
    found = Q(pk__in=[])
    for unit in Unit.objects.filter(pk__in=units):
        next_day = calc.next_working_day(frame.calendar_of(unit, at), frame.local_day(at))
        ends = datetime.combine(next_day + timedelta(days=1), time(), LOCAL)
        found |= Q(received_by_unit=unit, lawful_due_at__lt=ends)
    return found


def pauses_past_their_end(at: datetime, units: Collection[str] | None = None) -> QuerySet[Pause]:
    """Pauses that last longer than was expected: no pause hides a dossier (statistics.md 1)."""
    long = Q(ended_at__isnull=True, expected_end_on__lt=frame.local_day(at))
    return Pause.objects.filter(_received_at(units), long)


def silences_due(at: datetime, units: Collection[str] | None = None) -> QuerySet[Consultation]:
    """Opinions that were not given in time where silence is consent."""
    if not fetched(_SILENT, [at]):
        return Consultation.objects.none()
    return Consultation.objects.filter(
        _received_at(units),
        answered_at__isnull=True,
        silence_as_consent=True,
        due_at__lt=at,
        dossier__state__in=_OPEN,
    ).select_related("dossier", "unit")


def _received_at(units: Collection[str] | None, path: str = "dossier__") -> Q:
    """Rows whose dossiers (by `path`) were received at the units with these codes; of all for None."""
    return Q() if units is None else Q(**{f"{path}received_by_unit__code__in": units})


def steps_timed_out(at: datetime, units: Collection[str] | None = None) -> list[Step]:
    """Steps that are over by silence: their process says so and their time to answer has passed."""
    waiting = [
        id
        for id, version, case, key in fetched(_ASKED, [_AT_WORK])
        if terms.plan_of(version, case).steps[key].silence_as_consent
    ]
    if not waiting:
        return []
    running = Step.objects.filter(_received_at(units), pk__in=waiting)
    found = []
    for step in running.select_related("dossier", "unit", "leg"):
        until = moving.times_out_at(step)
        if until is not None and until < at:
            found.append(step)
    return found
