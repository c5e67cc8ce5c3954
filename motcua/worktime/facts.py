"""What made a due date what it is, as a list of values; motcua.worktime.explain puts them into words. Pure.

The facts describe the engine's answer (motcua.worktime.calc); they decide nothing.
"""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from motcua.worktime.calc import CUT_OFF, Due, months_later
from motcua.worktime.calendars import DAY, Note, WorkCalendar, microseconds
from motcua.worktime.limits import Mode, Unit

_LISTED = 8  # breaks that are named one by one; of more, the weekly rest is only counted


class Outside(NamedTuple):
    """The receipt lies outside sessions and counts from `starts_at`."""

    starts_at: datetime
    why: Literal["before", "between", "after", "off", "rest"]
    note: Note | None


class AfterCutOff(NamedTuple):
    """Received after 15:00, so a limit within the day counts for the next working day."""


class ReceptionOnly(NamedTuple):
    """Received in a session in which nothing is processed."""


class DaysOff(NamedTuple):
    """Days without work, both included: the weekly rest, or days off of which `note` is known."""

    first: date
    last: date
    is_rest: bool
    note: Note | None


class RestDays(NamedTuple):
    """So many days of weekly rest, too many breaks to be named one by one."""

    days: int


class MakeUp(NamedTuple):
    """A day of the weekly rest that was worked."""

    on: date
    note: Note | None


class Rolled(NamedTuple):
    """The limit's last day is off, so the end moves to the next working day."""

    ends_on: date


class MonthEnd(NamedTuple):
    """The month has no such day; its last day is taken."""

    number: int


class ClockNotWorked(NamedTuple):
    """The clock time of receipt is not worked on the due day, so its last session end is taken."""

    clock: int


class NotKnownYet(NamedTuple):
    """The days off of this year are not decided yet, so the date may still move."""

    year: int


Fact = (
    Outside
    | AfterCutOff
    | ReceptionOnly
    | DaysOff
    | RestDays
    | MakeUp
    | Rolled
    | MonthEnd
    | ClockNotWorked
    | NotKnownYet
)


def facts(due: Due) -> list[Fact]:
    """What made `due` what it is, in the order in which it is told."""
    known = due.calendar.known_until
    late: list[Fact] = [NotKnownYet(due.at.year)] if known and due_day(due) > known else []
    return [*_start(due), *_days_on_the_way(due), *_end(due), *late]


def due_day(due: Due) -> date:
    """The working day that the due date ends; midnight belongs to the day before."""
    return (due.at - timedelta(microseconds=1)).date()


def time_of_day(at: datetime) -> int:
    """Microseconds since midnight of `at`, in its own zone."""
    return microseconds(at.timetz()) % DAY


def _start(due: Due) -> list[Fact]:
    start = due.starts_at
    received = due.received_at.astimezone(start.tzinfo)
    found: list[Fact] = []
    if start != received:
        found.append(_outside(due.calendar, received, start))
    elif not _is_processing(due.calendar, start):
        found.append(ReceptionOnly())
    late = time_of_day(start) > CUT_OFF
    if due.limit.unit is Unit.SAME_DAY and late and due_day(due) > start.date():
        found.append(AfterCutOff())
    return found


def _outside(calendar: WorkCalendar, received: datetime, start: datetime) -> Outside:
    ordinal = received.toordinal()
    plan = calendar.plan(ordinal)
    if not plan.open:
        return Outside(start, "off" if calendar.is_special(ordinal) else "rest", calendar.notes.get(ordinal))
    if start.date() > received.date():
        return Outside(start, "after", None)
    return Outside(start, "before" if time_of_day(start) == plan.open[0][0] else "between", None)


def _is_processing(calendar: WorkCalendar, at: datetime) -> bool:
    return any(begin <= time_of_day(at) < end for begin, end in calendar.plan(at.toordinal()).work)


def _days_on_the_way(due: Due) -> list[Fact]:
    """Days off that were stepped over, and make-up days that were counted, up to the due date.

    A limit in calendar days steps over days off at its end only.
    """
    calendar, end = due.calendar, due_day(due)
    target = _calendar_target(due)
    day = due.received_at.astimezone(due.at.tzinfo).date() if target is None else target - timedelta(days=1)
    breaks: list[DaysOff] = []
    made_up: list[Fact] = []
    while day < end:
        day += timedelta(days=1)
        ordinal = day.toordinal()
        if not calendar.plan(ordinal).work:
            _join(breaks, DaysOff(day, day, not calendar.is_special(ordinal), calendar.notes.get(ordinal)))
        elif target is None and not calendar.usual_plan(ordinal).work:
            made_up.append(MakeUp(day, calendar.notes.get(ordinal)))
    return [*_told(breaks), *made_up]


def _join(breaks: list[DaysOff], day: DaysOff) -> None:
    last = breaks[-1] if breaks else None
    if last and last.last + timedelta(days=1) == day.first and _reason(last) == _reason(day):
        breaks[-1] = last._replace(last=day.last)
    else:
        breaks.append(day)


def _reason(days: DaysOff) -> tuple[bool, str | None]:
    return days.is_rest, days.note and days.note.name_vi


def _told(breaks: list[DaysOff]) -> list[Fact]:
    if len(breaks) <= _LISTED:
        return list(breaks)
    count = sum((b.last - b.first).days + 1 for b in breaks if b.is_rest)
    return [*(b for b in breaks if not b.is_rest), *([RestDays(count)] if count else [])]


def _end(due: Due) -> list[Fact]:
    limit, start, target = due.limit, due.starts_at, _calendar_target(due)
    if target is not None:
        short: list[Fact] = [MonthEnd(start.day)] if _is_cut_short(due, target) else []
        return short + ([Rolled(target)] if target < due_day(due) else [])
    keeps_clock = limit.unit is Unit.WORKING_DAYS and due.mode is Mode.SAME_CLOCK
    if keeps_clock and limit.whole and not limit.share and time_of_day(due.at) != time_of_day(start):
        return [ClockNotWorked(time_of_day(start))]
    return []


def _is_cut_short(due: Due, target: date) -> bool:
    return due.limit.unit is Unit.MONTHS and target.day != due.starts_at.day


def _calendar_target(due: Due) -> date | None:
    """The day on which a limit in calendar days or months ends before it is rolled; None for other limits."""
    start, whole = due.starts_at.date(), due.limit.whole
    if due.limit.unit is Unit.CALENDAR_DAYS:
        return start + timedelta(days=whole)
    return months_later(start, whole) if due.limit.unit is Unit.MONTHS else None
