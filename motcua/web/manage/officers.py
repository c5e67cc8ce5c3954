"""Officers as an administrator sees them: who works where, who is away, who acts for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.accounts.models import AbsenceSubstitution, Delegation, Officer, Position, RoleHolding, User
from motcua.accounts.permissions import DELEGABLE, Permission
from motcua.accounts.queries import units_where
from motcua.dossiers.frame import local_day
from motcua.lib.text import search_key


def managed(user: User, at: datetime) -> QuerySet[Officer]:
    """Officers who hold a position at `at` in a unit in which `user` manages officers."""
    units = units_where(user, Permission.MANAGE_OFFICERS, at)
    held = Position.objects.on(local_day(at)).filter(unit__in=units)
    return Officer.objects.filter(pk__in=held.values("officer"))


def found(rows: QuerySet[Officer], words: str, *, away: bool, at: datetime) -> QuerySet[Officer]:
    """`rows` whose name or unit contains all `words`, with or without tone marks; `away`: only those away."""
    for word in search_key(words).split():
        here = Position.objects.on(local_day(at)).filter(unit__search_key__contains=word)
        rows = rows.filter(Q(search_key__contains=word) | Q(pk__in=here.values("officer")))
    if away:
        rows = rows.filter(pk__in=AbsenceSubstitution.objects.at(at).values("absent"))
    return rows.order_by("sort_key", "id")


@dataclass(frozen=True)
class Entry:
    """An officer in a list: positions held, and the absence that runs."""

    officer: Officer
    positions: list[Position]
    absence: AbsenceSubstitution | None


def entries(officers: Iterable[Officer], at: datetime) -> list[Entry]:
    """`officers` with what a list tells of them at `at`; two queries."""
    rows = list(officers)
    held: dict[UUID, list[Position]] = {}
    positions = Position.objects.on(local_day(at)).filter(officer__in=rows).select_related("title", "unit")
    for position in positions.order_by("valid_from", "id"):
        held.setdefault(position.officer_id, []).append(position)
    away = {row.absent_id: row for row in _absences(at, absent__in=rows)}
    return [Entry(officer, held.get(officer.pk, []), away.get(officer.pk)) for officer in rows]


def _absences(at: datetime, **which: Any) -> QuerySet[AbsenceSubstitution]:
    return AbsenceSubstitution.objects.at(at).filter(**which).select_related("absent", "substitute")


@dataclass(frozen=True)
class Sheet:
    """All that one page tells of an officer; what has not ended yet, and what comes."""

    officer: Officer
    positions: list[Position]
    holdings: list[RoleHolding]
    away: list[AbsenceSubstitution]
    stands_in: list[AbsenceSubstitution]
    given: list[Delegation]
    received: list[Delegation]

    @property
    def delegable(self) -> list[RoleHolding]:
        """Own roles that may be delegated."""
        return [row for row in self.holdings if row.role in DELEGABLE]


def sheet(officer: Officer, at: datetime) -> Sheet:
    """The page of `officer` at `at`; six queries."""
    # What was ended before it began has its end at its beginning.
    lasting = Q(to_at=None) | (Q(to_at__gt=at) & Q(to_at__gt=F("from_at")))
    absences = AbsenceSubstitution.objects.filter(lasting).select_related("absent", "substitute")
    lent = Delegation.objects.filter(lasting).select_related("from_officer", "to_officer", "unit")
    positions = Position.objects.on(local_day(at)).filter(officer=officer).select_related("title", "unit")
    roles = RoleHolding.objects.filter(lasting, position__in=positions).select_related("unit", "position")
    return Sheet(
        officer,
        list(positions.order_by("valid_from", "id")),
        list(roles.order_by("from_at", "id")),
        list(absences.filter(absent=officer).order_by("from_at", "id")),
        list(absences.filter(substitute=officer).order_by("from_at", "id")),
        list(lent.filter(from_officer=officer).order_by("from_at", "id")),
        list(lent.filter(to_officer=officer).order_by("from_at", "id")),
    )
