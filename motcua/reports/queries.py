"""Figures and lists of dossiers by field and unit, from the database. Reads only; one statement each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from motcua.lib.text import sort_key
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitParent
from motcua.reports import statements
from motcua.reports.counts import Condition
from motcua.reports.facts import Facts, Period
from motcua.worktime.limits import Unit as LimitUnit

_RUNNING = [unit.value for unit in LimitUnit if unit.is_running_time]
_WIDTH = len(statements.FACTS)
# How many dossiers meet a condition, the planner can't know; it takes them for one or two and loops over
# everything for each (80 s instead of 1 over 100,000 dossiers). Compiling costs more than it saves.
_PLANNING = "SET LOCAL enable_nestloop = off; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"


@dataclass(frozen=True)
class Scope:
    """Which dossiers: received by `unit` and all below it on any day of the period, None for all units.

    `field` narrows it to one field, as procedures name it.
    """

    period: Period
    unit: Unit | None = None
    field: str | None = None


class Group(NamedTuple):
    """Dossiers of one field, received for one agency, by their facts."""

    field: str
    unit: Unit
    tally: list[tuple[Facts, int]]


class Listed(NamedTuple):
    """One dossier of a list, as it was seen: R, A and the instant of closing are None when not yet known."""

    code: str
    procedure: str
    field: str
    unit: Unit
    facts: Facts
    received_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None


def groups(scope: Scope) -> list[Group]:
    """Dossiers by field and agency, in the order of a Vietnamese dictionary, agencies within the field."""
    agencies = _Agencies(scope.period)
    found: dict[tuple[str, UUID], Group] = {}
    for field, unit_id, *facts, dossiers in _rows(statements.TALLY, scope):
        unit = agencies.of(unit_id)
        group = found.setdefault((field, unit.pk), Group(field, unit, []))
        group.tally.append((Facts(*facts), dossiers))
    return sorted(found.values(), key=lambda g: (sort_key(g.field), g.field, g.unit.sort_key, g.unit.code))


def listed(scope: Scope, conditions: Sequence[Condition]) -> Iterator[Listed]:
    """The dossiers that meet one of `conditions`, by the instant of reception, then by code."""
    agencies = _Agencies(scope.period)
    for row in _rows(statements.listing(conditions), scope):
        field, unit_id, code, procedure, *times = row[_WIDTH:]
        yield Listed(code, procedure, field, agencies.of(unit_id), Facts(*row[:_WIDTH]), *times)


def _rows(sql: str, scope: Scope) -> Sequence[tuple[Any, ...]]:
    period = scope.period
    units = None
    if scope.unit is not None:
        units = orgs.below_between(scope.unit, period.first_day, period.last_day)
    parameters = {
        "start": period.start,
        "until": period.until,
        "seen": period.seen,
        "running": _RUNNING,
        "units": units,
        "field": scope.field,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLANNING)
        cursor.execute(sql, parameters)
        return cursor.fetchall()


class _Agencies:
    """Whose dossiers a unit receives: a one-stop unit's those of the agency above it (domain.md 1.2)."""

    def __init__(self, period: Period) -> None:
        self._last_day = period.last_day
        self._known: dict[UUID, Unit] = {}

    def of(self, unit_id: UUID) -> Unit:
        """The agency above the one-stop unit as last in the period; any other unit stands for itself."""
        if unit_id not in self._known:
            unit = Unit.objects.get(pk=unit_id)
            self._known[unit_id] = (self._above(unit) or unit) if unit.receives else unit
        return self._known[unit_id]

    def _above(self, unit: Unit) -> Unit | None:
        rows = UnitParent.objects.filter(unit=unit, valid_from__lte=self._last_day)
        last = rows.select_related("parent").order_by("-valid_from").first()
        return last.parent if last else None
