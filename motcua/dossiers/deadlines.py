"""The three dates of a dossier, and what moves them. Pure; statistics.md 1.

D0, the original due date, never changes. A, the lawful due date, is D0 moved by rows, each with its ground.
P, the promise that the applicant holds, is A or the date of the apology slip. Timeliness is L, the instant at
which the result was ready, against A: never the hand-over, never the apology.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.limits import SAME_DAY, Limit, Mode, Unit

NO_TIME = Limit.of(0, Unit.MINUTES)


class Ground(StrEnum):
    """Why a due date is what it is. All but the apology make or move the lawful one."""

    ORIGINAL = "original"
    PAUSE = "pause"
    RESTART = "restart"
    EXTENSION = "extension"
    CALENDAR = "calendar"
    APOLOGY = "apology"


class Timeliness(StrEnum):
    """How a result stands to the lawful due date."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NO_DUE_DATE = "no_due_date"


class StepLimit(NamedTuple):
    """What a step may take. Unlike a procedure's limit it may be a part of a calendar day."""

    amount: Fraction
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "StepLimit":
        """The limit that a published step states, e.g. `0.5 d`, `2 h`, `same_day`."""
        number, _, unit = text.rpartition(" ")
        return cls(Fraction(number or 0), Unit(unit))


@dataclass(frozen=True)
class Terms:
    """What the procedure version grants: the limit, how days are counted, the extra time of the area."""

    limit: Limit | None
    mode: Mode = Mode.END_OF_DAY
    area_extra: Limit | None = None


def promise(calendar: WorkCalendar, received: datetime, terms: Terms) -> calc.Due | None:
    """D0 of a dossier received at `received`; None where the procedure states no limit.

    Extra time of the area counts from the receipt on (domain.md 3.6), so it is added to the limit. Raises
    MixedUnitsError when it is in another unit than the limit.
    """
    if terms.limit is None:
        return None
    return calc.due(calendar, received, _whole_limit(terms), terms.mode)


def _whole_limit(terms: Terms) -> Limit:
    if terms.limit is None or terms.area_extra is None:
        return terms.limit or NO_TIME
    if terms.area_extra.unit is not terms.limit.unit:
        raise MixedUnitsError(f"{terms.area_extra} can't be added to {terms.limit}")
    return Limit.of(terms.limit.amount + terms.area_extra.amount, terms.limit.unit)


class MixedUnitsError(ValueError):
    """Two limits in different units have no sum."""


def after_pause(
    calendar: WorkCalendar, lawful: datetime, terms: Terms, paused_at: datetime, resumed_at: datetime
) -> datetime:
    """A after the pause [`paused_at`, `resumed_at`); unchanged when the pause began after A.

    After A means on a later day where days are counted: a pause in the evening of A's day is not.
    """
    if terms.limit is None or is_past(lawful, terms.limit.unit, paused_at):
        return lawful
    if not terms.limit.unit.is_running_time:
        paused_at = min(paused_at, lawful)
    return calc.move_by_pause(calendar, lawful, terms.limit, paused_at, resumed_at, terms.mode)


def after_restart(
    calendar: WorkCalendar, lawful: datetime, terms: Terms, paused_at: datetime, complete_at: datetime
) -> datetime:
    """A where the limit begins anew at the complete dossier; unchanged when the wait began after A.

    Never earlier than A was, which a published extension may have moved further.
    """
    if terms.limit is None or is_past(lawful, terms.limit.unit, paused_at):
        return lawful
    return max(lawful, calc.due(calendar, complete_at, _whole_limit(terms), terms.mode).at)


def on_the_spot(calendar: WorkCalendar, started: datetime) -> datetime:
    """Due date of what is answered on the spot: its day, also after 15:00 (statistics.md 1)."""
    latest = started.astimezone(LOCAL).replace(hour=15, minute=0, second=0, microsecond=0)
    return calc.due(calendar, min(started, latest), SAME_DAY).at


def step_due(calendar: WorkCalendar, begun: datetime, limit: StepLimit) -> datetime:
    """When a step or leg that began at `begun` is due: at the same clock time, so that steps sum up.

    A part of a calendar day, which no limit of a procedure may have but that of a step may (`0.5 d`), is that
    share of the working time of the day on which it starts, as for working days.
    """
    whole, share = divmod(limit.amount, 1)
    if limit.unit is not Unit.CALENDAR_DAYS or not share:
        return calc.due(calendar, begun, Limit.of(limit.amount, limit.unit), Mode.SAME_CLOCK).at
    if whole:
        begun = calc.due(calendar, begun, Limit.of(whole, Unit.CALENDAR_DAYS)).at
    return calc.due(calendar, begun, Limit.of(share, Unit.WORKING_DAYS), Mode.SAME_CLOCK).at


def step_after_pause(
    calendar: WorkCalendar, due: datetime, limit: StepLimit, paused_at: datetime, resumed_at: datetime
) -> datetime:
    """The due date of an open step or leg after a pause: no officer answers for the applicant's time."""
    kind = Limit.of(1, limit.unit)
    return calc.move_by_pause(calendar, due, kind, paused_at, resumed_at, Mode.SAME_CLOCK)


def after_extension(calendar: WorkCalendar, lawful: datetime, extra: Limit, terms: Terms) -> datetime:
    """A after a published extension by `extra`, counted on from A."""
    return calc.lengthen(calendar, lawful, extra, terms.mode)


@dataclass(frozen=True)
class Stand:
    """A pause of the past, [`began`, `ended`); `restart`: the limit began anew at its end."""

    began: datetime
    ended: datetime
    restart: bool


@dataclass(frozen=True)
class Extended:
    """A published extension by `extra`, granted at `ended`."""

    ended: datetime
    extra: Limit


def retrace(
    calendar_at: Callable[[datetime], WorkCalendar],
    received: datetime,
    terms: Terms,
    moved: Iterable[Stand | Extended],
) -> datetime | None:
    """A as the engine gives it anew from the receipt on, after all that moved it but calendar decisions.

    `calendar_at` tells which calendar was kept at a time; `moved` is in the order of `ended`. None without a
    limit. Terms are those of the dossier, in which the extra time of the area is part of the limit.
    """
    first = promise(calendar_at(received), received, terms)
    if first is None:
        return None
    lawful = first.at
    for one in moved:
        calendar = calendar_at(one.ended)
        if isinstance(one, Extended):
            lawful = after_extension(calendar, lawful, one.extra, terms)
        else:
            move = after_restart if one.restart else after_pause
            lawful = move(calendar, lawful, terms, one.began, one.ended)
    return lawful


class Kept(StrEnum):
    """Why a due date stays although the day that is decided would give another one."""

    OVERDUE = "overdue"
    WOULD_BE_PAST = "would_be_past"
    UNTRACED = "untraced"


def check_decided(
    lawful: datetime, unit: Unit, at: datetime, *, traced: datetime, decided: datetime
) -> Kept | None:
    """Whether a calendar decision of the time `at` moves A from `lawful` to `decided`; else why not.

    Nothing late becomes timely and nothing timely late: neither an A that has passed is moved (statistics.md
    1) nor is one moved to before `at`. `traced` is A as the calendar gave it so far: where that is not
    `lawful`, nobody can say what the decision would do.
    """
    if is_past(lawful, unit, at):
        return Kept.OVERDUE
    if traced != lawful:
        return Kept.UNTRACED
    return Kept.WOULD_BE_PAST if is_past(decided, unit, at) else None


def is_past(due: datetime, unit: Unit, at: datetime) -> bool:
    """Whether `due` has passed at `at`: minutes and hours by instant, all else by calendar day."""
    if unit.is_running_time:
        return at > due
    return _day(at) > _day(due)


def timeliness(lawful: datetime | None, unit: Unit | None, ready_at: datetime) -> Timeliness:
    """How a result that was ready at `ready_at` stands to A. Early: on an earlier day than A."""
    if lawful is None or unit is None:
        return Timeliness.NO_DUE_DATE
    if is_past(lawful, unit, ready_at):
        return Timeliness.LATE
    return Timeliness.EARLY if _day(ready_at) < _day(lawful) else Timeliness.ON_TIME


def apology_is_timely(calendar: WorkCalendar, lawful: datetime, issued_at: datetime) -> bool:
    """Whether an apology was issued at least one working day before A (NĐ 61/2018 article 19)."""
    last_day = calc.previous_working_day(calendar, lawful.astimezone(LOCAL).date())
    return issued_at.astimezone(LOCAL).date() <= last_day


def window_ends(calendar: WorkCalendar, received: datetime, window: Limit | None) -> datetime | None:
    """Until when a supplement may be asked for in processing; None: as long as the dossier is not overdue."""
    if window is None:
        return None
    return calc.due(calendar, received, window, Mode.END_OF_DAY).at


@dataclass(frozen=True)
class DueRow:
    """One row of a dossier's due dates: from when it holds by which ground."""

    ground: Ground
    due_at: datetime
    recorded_at: datetime


def lawful_at(rows: Sequence[DueRow], seen: datetime | None = None) -> datetime | None:
    """A as it was known before `seen` (None: now): the last row that is no apology."""
    return _last(rows, seen, apologies=False)


def promised_at(rows: Sequence[DueRow], seen: datetime | None = None) -> datetime | None:
    """P as it was known before `seen`: the apology's date if there is one, else A."""
    return _last(rows, seen, apologies=True) or _last(rows, seen, apologies=False)


def _last(rows: Sequence[DueRow], seen: datetime | None, *, apologies: bool) -> datetime | None:
    known = [
        row
        for row in rows
        if (seen is None or row.recorded_at < seen) and (row.ground is Ground.APOLOGY) is apologies
    ]
    return known[-1].due_at if known else None


def _day(at: datetime) -> int:
    return at.astimezone(LOCAL).toordinal()
