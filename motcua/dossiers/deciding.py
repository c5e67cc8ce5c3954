"""What a day off, a make-up day or changed hours of one day would move: previewed before it is decided.

The lawful due date A of a dossier is computed anew from its receipt on, by the engine that gave it, with the
calendar as it stands and as it would stand. Where the two differ, the decision is a ground to move A
(statistics.md 1); D0 stays, and so does a date promised with an apology.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from motcua.catalogue.terms import SupplementMode
from motcua.dossiers import deadlines, frame, terms
from motcua.dossiers.deadlines import Extended, Ground, Kept, Stand, StepLimit
from motcua.dossiers.lifecycle import OPEN
from motcua.dossiers.models import Dossier, DueDate, Pause, Step
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.worktime import queries as worktime
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.events import DayDecision
from motcua.worktime.limits import parse_limit
from motcua.worktime.models import Calendar


@dataclass(frozen=True)
class Change:
    """One open dossier whose A the decision gives another value: `before` to `after`, unless `kept` says why
    it stays. `promise_stays` where an apology has promised another date. `steps`: what of the open steps is
    due later or earlier, with the new time.
    """

    dossier: Dossier
    before: datetime
    after: datetime
    kept: Kept | None
    promise_stays: bool
    steps: tuple[tuple[Step, datetime], ...] = ()


@dataclass(frozen=True)
class Impact:
    """All that a decision gives another due date, by the dossiers' codes."""

    changes: Sequence[Change] = field(default=())

    @cached_property
    def moved(self) -> list[Change]:
        """Those whose A moves."""
        return [change for change in self.changes if change.kept is None]

    @cached_property
    def kept(self) -> list[Change]:
        """Those whose A stays, each with its reason."""
        return [change for change in self.changes if change.kept is not None]

    @cached_property
    def by_unit(self) -> list[tuple[Unit, int]]:
        """How many move, by the unit that received them."""
        units = {change.dossier.received_by_unit_id: change.dossier.received_by_unit for change in self.moved}
        counts = dict.fromkeys(units, 0)
        for change in self.moved:
            counts[change.dossier.received_by_unit_id] += 1
        return sorted(((units[key], n) for key, n in counts.items()), key=lambda pair: pair[0].sort_key)


def preview(calendar: Calendar, on: date, day: DayDecision | None, at: datetime) -> Impact:
    """What deciding `day` for the day `on` at the time `at` would move (None: an ordinary day again).

    Changes nothing. Dossiers that are due before that day, or were received after it, can't be touched by it.
    """
    now, then = worktime.work_calendar(calendar.pk), worktime.as_if(calendar.pk, on, day)
    usual = Calendar.objects.filter(code=worktime.DEFAULT_CODE).values_list("pk", flat=True).first()
    pair = _Pair(calendar.pk, usual, now, then)
    found = (_change(dossier, pair, at) for dossier in _touched(on))
    return Impact([change for change in found if change is not None])


@dataclass(frozen=True)
class _Pair:
    """The calendar decided upon, as it stands and as it would stand; `usual` is the id of the default one."""

    id: UUID
    usual: UUID | None
    now: WorkCalendar
    then: WorkCalendar

    def kept_by(self, unit: Unit, at: datetime) -> bool:
        """Whether `unit` keeps this calendar on the day of `at`."""
        return (orgs.calendar_given(unit.code, frame.local_day(at)) or self.usual) == self.id

    def calendar(self, unit: Unit, at: datetime, *, decided: bool) -> WorkCalendar:
        """The calendar of `unit` at `at`; with `decided` as it would stand."""
        if not self.kept_by(unit, at):
            return frame.calendar_of(unit, at)
        return self.then if decided else self.now


def _touched(on: date) -> QuerySet[Dossier]:
    begin = datetime.combine(on, time(), LOCAL)
    rows = Dossier.objects.filter(
        state__in=[state.value for state in OPEN],
        received_at__lt=begin + timedelta(days=1),
        lawful_due_at__gte=begin,
    )
    related = ("received_by_unit", "agency", "procedure_version__procedure")
    return (
        rows.select_related(*related)
        .prefetch_related("due_dates", "pauses", "transfers__received_by_unit")
        .order_by("code")
    )


def _change(dossier: Dossier, pair: _Pair, at: datetime) -> Change | None:
    unit_at, moved = _units_of(dossier), _moved(dossier)
    if moved is None or not any(pair.kept_by(unit_at(t), t) for t in _times(dossier, moved)):
        return None
    held, lawful = frame.terms_of(dossier), dossier.lawful_due_at

    def traced(*, decided: bool) -> datetime | None:
        def kept(t: datetime) -> WorkCalendar:
            return pair.calendar(unit_at(t), t, decided=decided)

        return deadlines.retrace(kept, dossier.received_at, held, moved)

    before, after = traced(decided=False), traced(decided=True)
    if before is None or after is None or before == after or held.limit is None:
        return None
    open_pause = next((row for row in dossier.pauses.all() if row.ended_at is None), None)
    stands = open_pause.started_at if open_pause else at
    kept = deadlines.check_decided(lawful, held.limit.unit, stands, traced=before, decided=after)
    apologised = any(row.ground == Ground.APOLOGY for row in dossier.due_dates.all())
    steps = () if kept else tuple(_steps(dossier, pair))
    return Change(dossier, lawful, after, kept, apologised, steps)


def _times(dossier: Dossier, moved: Sequence[Stand | Extended]) -> list[datetime]:
    return [dossier.received_at, *(one.ended for one in moved)]


def _units_of(dossier: Dossier) -> Callable[[datetime], Unit]:
    """Which unit had received the dossier, as of a time: transfers change it."""
    transfers = sorted(dossier.transfers.all(), key=lambda row: row.transferred_at)

    def unit_at(at: datetime) -> Unit:
        before = (row.received_by_unit for row in transfers if at < row.transferred_at)
        return next(before, dossier.received_by_unit)

    return unit_at


def _moved(dossier: Dossier) -> list[Stand | Extended] | None:
    """What moved A so far, in order; None where an extension of the past can't be told any more."""
    restarts = terms.content(dossier.procedure_version).supplement_mode is SupplementMode.RESTART
    found: list[Stand | Extended] = [
        Stand(row.started_at, row.ended_at, restarts and row.kind == Pause.Kind.SUPPLEMENT)
        for row in dossier.pauses.all()
        if row.ended_at
    ]
    for row in dossier.due_dates.all():
        if row.ground == Ground.EXTENSION:
            extra = _extra(dossier, row)
            if extra is None:
                return None
            found.append(Extended(row.occurred_at, parse_limit(extra)))
    return sorted(found, key=lambda one: one.ended)


def _extra(dossier: Dossier, row: DueDate) -> str | None:
    """By how much the extension was, told by its article."""
    rules = terms.extensions_of(dossier.procedure_version, dossier.case)
    extras = {rule.extra for rule in rules if rule.article == row.article}
    return extras.pop() if len(extras) == 1 else None


def _steps(dossier: Dossier, pair: _Pair) -> Iterator[tuple[Step, datetime]]:
    """Open steps at units that keep the calendar whose own time runs over the day: nobody answers for it.

    A step whose due date has been moved before stays as it is.
    """
    rows: Any = dossier.steps.filter(ended_at__isnull=True, due_at__isnull=False).select_related("unit")
    for step in rows:
        if not pair.kept_by(step.unit, step.opened_at):
            continue
        limit = StepLimit.parse(step.limit)
        if deadlines.step_due(pair.now, step.opened_at, limit) == step.due_at:
            due_at = deadlines.step_due(pair.then, step.opened_at, limit)
            if due_at != step.due_at:
                yield step, due_at
