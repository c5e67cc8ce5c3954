"""Evaluations of officers and agencies over a period, seen at any time, and the dossiers behind a score.

Reads only. `Books` are opened once for a period; every figure of it comes from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from motcua.accounts.models import Officer
from motcua.catalogue.terms import Online
from motcua.evaluation import excuses, scores, statements, totals
from motcua.evaluation.excuses import LateStep
from motcua.evaluation.models import Declaration, Exclusion, Reply, Slip
from motcua.evaluation.rules import Index, Rules, rules_on
from motcua.evaluation.scores import Facts, Handling, OnlineUse, Petitions
from motcua.evaluation.totals import Evaluation
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit, UnitKind, UnitParent
from motcua.worktime.limits import Unit as LimitUnit

_RUNNING = [unit.value for unit in LimitUnit if unit.is_running_time]
_PARTS = {UnitKind.OFFICE, *UnitKind.receiving()}
"""Kinds of units that are parts of the agency above them."""
_ONLINE = [Online.LEVEL_3.value, Online.LEVEL_4.value, Online.PARTIAL.value, Online.FULL.value]
# As in reports: the planner takes what it can't know for one row and would loop over everything for each.
_PLANNING = "SET LOCAL enable_nestloop = off; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
_WIDTH = len(Facts._fields)
_WITHOUT_RECEPTION = (Index.AGENCIES,)
"""What only concerns officers who receive."""


@dataclass(frozen=True)
class Span:
    """Local days from `first` to `last`, both in it, seen at the aware time `seen`. Raises ValueError."""

    first: date
    last: date
    seen: datetime

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("the last day lies before the first")

    @property
    def start(self) -> datetime:
        """The first instant of the period."""
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def until(self) -> datetime:
        """What happened from here on is not counted: the end of the last day, or T when that is earlier."""
        return min(datetime.combine(self.last + timedelta(days=1), time(), LOCAL), self.seen)

    @property
    def rules(self) -> Rules:
        """The rules by which the period is judged: those of its last day."""
        return rules_on(self.last)


class Rated(NamedTuple):
    """An officer or an agency with its evaluation."""

    who: Any
    evaluation: Evaluation


class Behind(NamedTuple):
    """One dossier behind a score: what it is worth there, None where it was not charged."""

    code: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime
    worth: int | None


@dataclass(frozen=True)
class Books:
    """What all evaluations of a span share: whose part each unit is, and which late steps are excused:
    `outages` for everybody, `came_late` for the officer who got them late.
    """

    span: Span
    agencies: Mapping[UUID, UUID]
    outages: Sequence[UUID]
    came_late: Sequence[UUID]


def books(span: Span) -> Books:
    """The books of `span`, as known at its time."""
    bare = Books(span, _agencies(span.last), (), ())
    late = [LateStep(*row) for row in _fetched(statements.LATE, _parameters(bare))]
    dossiers = sorted({str(step.dossier) for step in late})
    got = _fetched(statements.GOT_AT, {"dossiers": dossiers}) if dossiers else []
    outages = excuses.by_outage(late, bare.agencies, span.seen)
    return Books(span, bare.agencies, outages, excuses.came_late(late, got))


def _agencies(on: date) -> dict[UUID, UUID]:
    """Of each unit the agency whose part it was on the day, or last before it; an agency's is itself."""
    above: dict[UUID, UUID] = {}
    parents = UnitParent.objects.filter(valid_from__lte=on).order_by("valid_from")
    for unit, parent in parents.values_list("unit", "parent"):
        above[unit] = parent
    kinds = dict(Unit.objects.values_list("pk", "kind"))

    def agency(unit: UUID) -> UUID:
        return agency(above[unit]) if kinds[unit] in _PARTS and unit in above else unit

    return {unit: agency(unit) for unit in kinds}


def officers(held: Books, only: Iterable[Officer] | None = None) -> list[Rated]:
    """Each officer who had a part in a dossier that was solved in the period, in the order of names.

    Of `only` these officers each one, also who had none.
    """
    chosen = None if only is None else [officer.pk for officer in only]
    tallies = _tallies(statements.TALLY_OF_OFFICERS, held, held.came_late, chosen)
    found = Officer.objects.filter(pk__in=tallies.keys() if chosen is None else chosen)
    rows = [Rated(officer, _of_officer(tallies.get(officer.pk, []), held)) for officer in found]
    return sorted(rows, key=lambda row: (row.who.sort_key, str(row.who.pk)))


def _of_officer(tally: list[tuple[Facts, int]], held: Books) -> Evaluation:
    rules = held.span.rules
    receives = any(facts.at_reception for facts, _ in tally)
    otherwise = {} if receives else {i: totals.not_theirs(i) for i in _WITHOUT_RECEPTION}
    return totals.evaluation(tally, scores.OFFICER, otherwise, rules.officer_bands, rules)


def agencies(held: Books, only: Iterable[Unit] | None = None) -> list[Rated]:
    """Each agency that had a part in a dossier that was solved in the period, in the order of names.

    Of `only` these agencies each one, also which had none.
    """
    chosen = None if only is None else [unit.pk for unit in only]
    tallies = _tallies(statements.TALLY_OF_AGENCIES, held, (), chosen)
    found = Unit.objects.filter(pk__in=tallies.keys() if chosen is None else chosen)
    rows = [Rated(unit, _of_agency(unit, tallies.get(unit.pk, []), held)) for unit in found]
    return sorted(rows, key=lambda row: (row.who.sort_key, row.who.code))


def _of_agency(agency: Unit, tally: list[tuple[Facts, int]], held: Books) -> Evaluation:
    rules, told = held.span.rules, declared(agency, held.span)
    receives = any(facts.at_reception for facts, _ in tally)
    whole = {
        Index.ONE_STOP: scores.one_stop(_handling(agency, held), agency.level, rules) if receives else None,
        Index.PUBLICATION: scores.publication(told.posted, told.electronic) if told else None,
        Index.PETITIONS: scores.petitions(_petitions(told), rules) if told else None,
        Index.ONLINE: scores.online(_online(agency, held), rules) if receives else None,
    }
    otherwise = {index: totals.whole(index, worth) for index, worth in whole.items()}
    return totals.evaluation(tally, scores.AGENCY, otherwise, rules.agency_bands, rules)


def declared(agency: Unit, span: Span) -> Declaration | None:
    """The latest that the agency declared of the whole period, as known at its time."""
    rows = Declaration.objects.filter(agency=agency, first__lte=span.first, last__gte=span.last)
    return rows.filter(declared_at__lt=span.seen).order_by("declared_at").last()


def _petitions(told: Declaration) -> Petitions:
    return Petitions(told.petitions, told.petitions_in_time, told.petitions_prolonged)


def _handling(agency: Unit, held: Books) -> Handling:
    """What is not received at the one-stop unit names its lawful ground: the database asks for it."""
    found = _fetched(statements.HANDLING, {"last_day": held.span.last, "level": agency.level})
    return Handling(len(found), sum(bool(here) for _, here in found), all_received=True)


def _online(agency: Unit, held: Books) -> OnlineUse:
    more = {"level": agency.level, "agency": agency.pk, "online": _ONLINE}
    ((procedures, offered, received, online, late),) = _fetched(
        statements.ONLINE, _parameters(held) | more | {"last_day": held.span.last}
    )
    return OnlineUse(procedures, offered, received, online, late)


def behind_officer(held: Books, officer: Officer, index: Index) -> list[Behind]:
    """The dossiers behind an officer's score, as far as the system itself knows what they are worth.

    What slips say is left out, so that nobody is told who said it.
    """
    rows = _listed(statements.LIST_OF_OFFICER, held, held.came_late, officer.pk)
    return [_behind(row, scores.OFFICER[index]) for row in rows]


def behind_agency(held: Books, agency: Unit, index: Index) -> list[Behind]:
    """The dossiers behind an agency's score, as `behind_officer`."""
    rows = _listed(statements.LIST_OF_AGENCY, held, (), agency.pk)
    return [_behind(row, scores.AGENCY[index]) for row in rows]


def _behind(row: Sequence[Any], rule: scores.Rule) -> Behind:
    facts = totals.unanswered(Facts(*row[:_WIDTH]))
    return Behind(*row[_WIDTH:], worth=rule(facts))


def replies(officer: Officer, span: Span) -> list[Reply]:
    """What the officer replied to scores of this period, in order, as known at its time."""
    rows = Reply.objects.filter(officer=officer, first=span.first, last=span.last)
    return list(rows.filter(written_at__lt=span.seen))


def slips_of(agency: Unit, held: Books) -> list[Slip]:
    """The slips that count by now of dossiers that the agency received, in random order (of their keys).

    With those that were excluded; without their dossiers, which nobody who reads them is told.
    """
    units = [unit for unit, whose in held.agencies.items() if whose == agency.pk]
    rows = Slip.objects.filter(
        dossier__received_by_unit__in=units,
        dossier__closed_at__gte=held.span.start,
        dossier__closed_at__lt=held.span.until,
        counts_from__lte=held.span.seen.astimezone(LOCAL).date(),
    )
    return list(rows.select_related("exclusion__decided_by").defer("dossier", "salt").order_by("pk"))


def excluded(held: Books) -> list[Exclusion]:
    """Decisions by which slips of the period do not count, as known at its time."""
    within = Q(slip__dossier__closed_at__gte=held.span.start, slip__dossier__closed_at__lt=held.span.until)
    return list(Exclusion.objects.filter(within, decided_at__lt=held.span.seen).order_by("decided_at", "pk"))


def _tallies(
    sql: str, held: Books, more: Sequence[UUID], chosen: Sequence[UUID] | None
) -> dict[UUID, list[tuple[Facts, int]]]:
    found: dict[UUID, list[tuple[Facts, int]]] = {}
    for who, *facts, dossiers in _fetched(sql, _parameters(held, more, chosen)):
        found.setdefault(who, []).append((Facts(*facts), dossiers))
    return found


def _listed(sql: str, held: Books, more: Sequence[UUID], who: UUID) -> list[Sequence[Any]]:
    return _fetched(sql, _parameters(held, more, [who]))


def _parameters(
    held: Books, more: Sequence[UUID] = (), chosen: Sequence[UUID] | None = None
) -> dict[str, Any]:
    span = held.span
    return {
        "start": span.start,
        "until": span.until,
        "seen": span.seen,
        "seen_day": span.seen.astimezone(LOCAL).date(),
        "running": _RUNNING,
        "units": list(held.agencies.keys()),
        "agencies": list(held.agencies.values()),
        "excused": [*held.outages, *more],
        "who": chosen,
    }


def _fetched(sql: str, parameters: Mapping[str, Any]) -> list[Sequence[Any]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLANNING)
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
