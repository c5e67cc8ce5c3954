"""What waits at the counter: for an answer (domain.md 1.3), for the applicant, for a request to be issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.queries import with_names
from motcua.dossiers import frame
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier, Pause, Proposal
from motcua.web.counter.here import Here
from motcua.web.desk.left import Left, left
from motcua.worktime import calc
from motcua.worktime.limits import Limit, Unit

ANSWER_WITHIN = Limit.of(8, Unit.HOURS)
"""What came online or by post is acknowledged or answered within eight working hours (NĐ 45/2020)."""


@dataclass(frozen=True)
class Arrival:
    """A dossier that waits for an answer, until when, and how much working time is left."""

    dossier: Dossier
    due_at: datetime
    left: Left


def waiting(at: Here, most: int = 50) -> Sequence[Arrival]:
    """What came to the officer's counters online and by post, those first whose time ends first."""
    rows = (
        Dossier.objects.filter(
            state=State.REGISTERED.value, received_by_unit__in=at.units, submitted_at__isnull=False
        )
        .select_related("applicant", "received_by_unit")
        .order_by("submitted_at", "code")
    )
    rows = with_names(rows)[:most]
    return sorted((_arrival(row, at.at) for row in rows), key=lambda a: (a.due_at, a.dossier.code))


def _arrival(dossier: Dossier, at: datetime) -> Arrival:
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    due_at = calc.due(calendar, dossier.submitted_at, ANSWER_WITHIN).at
    return Arrival(dossier, due_at, left(calendar, at, due_at))


def guided(at: Here, most: int = 50) -> Sequence[Dossier]:
    """Dossiers whose papers were asked to be completed before reception, the latest first."""
    rows = Dossier.objects.filter(state=State.GUIDED.value, received_by_unit__in=at.units)
    return with_names(rows.select_related("applicant").order_by("-guided_at", "code"))[:most]


def proposed(at: Here, most: int = 50) -> Sequence[Proposal]:
    """Requests for supplement that a solving agency proposed and the counter has not issued yet."""
    rows = Proposal.objects.filter(settled_at__isnull=True, dossier__received_by_unit__in=at.units)
    rows = rows.select_related("dossier__applicant").order_by("proposed_at", "id")
    return with_names(rows, "dossier__procedure_version")[:most]


def supplements(at: Here, most: int = 50) -> Sequence[Pause]:
    """Dossiers that wait for what the applicant was asked to bring, by the day until which he has time."""
    rows = (
        Pause.objects.filter(
            ended_at__isnull=True,
            kind=Pause.Kind.SUPPLEMENT,
            dossier__state=State.WAITING_SUPPLEMENT.value,
            dossier__received_by_unit__in=at.units,
        )
        .select_related("dossier__applicant")
        .order_by("expected_end_on", "id")
    )
    return with_names(rows, "dossier__procedure_version")[:most]
