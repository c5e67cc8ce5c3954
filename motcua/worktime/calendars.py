"""The working calendar as a value: which sessions each day has. Pure; statistics.md 3.

Inside, a day is its ordinal (`date.toordinal`), a time of day a whole number of microseconds since midnight
and a local instant `ordinal * DAY + microseconds`: whole numbers only, so that nothing is ever rounded.
A session is half-open: 11:30 is no longer part of 07:30-11:30.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from motcua.worktime.errors import BadCalendar, NoWorkingTime
from motcua.worktime.sums import TWO_YEARS, Sums

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS, WORK = 0, 1
"""What is summed along a calendar: working days, or microseconds of working time (places in `amounts`)."""

Span = tuple[int, int]
"""A session: first microsecond of the day, and the first one after it."""

_SESSION = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})", re.ASCII)
_NEAR = 64  # days that are looked at one by one before it pays to sum up the whole calendar
_OFTEN = 8  # questions to one calendar after which it pays anyway


class DayPlan(NamedTuple):
    """The sessions of one day, in order: `work` is processing time, in `reception` one only receives.

    `open` is both. `amounts`: 1 for a working day, else 0, and its microseconds of working time.
    """

    work: tuple[Span, ...] = ()
    reception: tuple[Span, ...] = ()
    open: tuple[Span, ...] = ()
    amounts: tuple[int, int] = (0, 0)

    @property
    def ends_at(self) -> int:
        """The end of the last session of processing; only for a working day."""
        return self.work[-1][1]


CLOSED = DayPlan()


class Note(NamedTuple):
    """What is known of a day off or a make-up day: its names, its kind and the deciding document."""

    name_vi: str
    name_en: str
    kind: str
    document: str = ""
    verified: bool = False


class Session(NamedTuple):
    """One weekly session. `weekday` is 0 for Monday; both days of validity belong to it, None is open."""

    weekday: int
    starts_at: int
    ends_at: int
    reception_only: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


WeekPlan = tuple[DayPlan, ...]


@lru_cache(maxsize=4096)
def span(text: str) -> Span:
    """The session that `text` names, e.g. `07:30-11:30`; the end may be 24:00. Raises BadCalendar."""
    found = _SESSION.fullmatch(text.strip())
    if not found:
        raise BadCalendar(f"{text!r} is no session; write it as 07:30-11:30")
    h1, m1, h2, m2 = map(int, found.groups())
    start, end = h1 * HOUR + m1 * MINUTE, h2 * HOUR + m2 * MINUTE
    if m1 > 59 or m2 > 59 or end > DAY:
        raise BadCalendar(f"{text!r} names a time of day that does not exist")
    if start >= end:
        raise BadCalendar(f"the session {text} ends before it begins")
    return start, end


def microseconds(of_day: time) -> int:
    """Microseconds from midnight to `of_day`."""
    return of_day.hour * HOUR + of_day.minute * MINUTE + of_day.second * SECOND + of_day.microsecond


@lru_cache(maxsize=4096)
def day_plan(work: tuple[Span, ...], reception: tuple[Span, ...] = ()) -> DayPlan:
    """A day with these sessions, in any order. Raises BadCalendar when two overlap or one is reversed."""
    everything = sorted(work + reception)
    for start, end in everything:
        if not 0 <= start < end <= DAY:
            raise BadCalendar(f"the session {clock(start)}-{clock(end)} ends before it begins")
    for (start, end), (next_start, next_end) in pairwise(everything):
        if next_start < end:
            raise BadCalendar(
                f"the sessions {clock(start)}-{clock(end)} and {clock(next_start)}-{clock(next_end)} overlap"
            )
    total = sum(end - start for start, end in work)
    return DayPlan(tuple(sorted(work)), tuple(sorted(reception)), tuple(everything), (int(bool(work)), total))


def clock(of_day: int) -> str:
    """A time of day as people write it: `07:30`, with seconds only where there are any."""
    minutes, rest = divmod(of_day, MINUTE)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    if rest:
        text += f":{rest // SECOND:02d}" + (f".{rest % SECOND:06d}".rstrip("0") if rest % SECOND else "")
    return text


class WorkCalendar:
    """Which sessions each day has: weekly hours with validity dates, days off and make-up days.

    A value: it is never changed, equal input gives equal answers, and days are looked at only when they are
    needed, so that making one costs little. All times of day are those of Asia/Ho_Chi_Minh.
    """

    __slots__ = ("_borders", "_plans", "_questions", "_special", "_sums", "known_until", "notes")

    def __init__(
        self,
        weeks: Sequence[tuple[date | None, WeekPlan]],
        special: Mapping[int, DayPlan],
        notes: Mapping[int, Note] | None = None,
        known_until: date | None = None,
    ) -> None:
        """`weeks`: weekly plans, each with its first day (None: always before the next one), in order.
        `special`: plans of single days by ordinal (`CLOSED`: day off); `notes`: what is known of them.
        `known_until`: the last day for which days off have been decided, where somebody keeps account of it.
        """
        self._plans = [plan for _, plan in weeks]
        self._borders = [first.toordinal() if first else 1 for first, _ in weeks]
        self._special = special
        self.notes = notes or {}
        self.known_until = known_until
        self._sums: dict[int, Sums] = {}
        self._questions = 0

    @classmethod
    def of(
        cls,
        sessions: Iterable[Session],
        *,
        off: Iterable[date] = (),
        makeup: Mapping[date, DayPlan] | None = None,
        notes: Mapping[date, Note] | None = None,
        known_until: date | None = None,
    ) -> "WorkCalendar":
        """A calendar from weekly sessions, days off and make-up days; a date that is both is worked.

        Raises BadCalendar when sessions that hold on the same day overlap, a session is reversed, a weekday
        does not exist or a make-up day has no session.
        """
        special = {day.toordinal(): CLOSED for day in off}
        for day, plan in (makeup or {}).items():
            if not plan.open:
                raise BadCalendar(f"the make-up day {day} has no session")
            special[day.toordinal()] = plan
        by_ordinal = {day.toordinal(): note for day, note in (notes or {}).items()}
        return cls(_weeks(list(sessions)), special, by_ordinal, known_until)

    def plan(self, ordinal: int) -> DayPlan:
        """The sessions of a day."""
        found = self._special.get(ordinal)
        if found is not None:
            return found
        period = bisect_right(self._borders, ordinal) - 1 if len(self._borders) > 1 else 0
        return self._plans[period][(ordinal - 1) % 7]

    def usual_plan(self, ordinal: int) -> DayPlan:
        """The sessions that the weekly hours give this day, were it no day off and no make-up day."""
        return self._plans[bisect_right(self._borders, ordinal) - 1][(ordinal - 1) % 7]

    def is_special(self, ordinal: int) -> bool:
        """Whether this is a day off or a make-up day."""
        return ordinal in self._special

    def is_working_day(self, on: date) -> bool:
        """Whether `on` has a session of processing; a day of reception only is no working day."""
        return bool(self.plan(on.toordinal()).work)

    def opens(self, instant: int) -> int:
        """`instant` if it lies in a session (also one of reception only), else the next session's start.

        Raises NoWorkingTime when there is none for two years.
        """
        ordinal, now = divmod(instant, DAY)
        for start, end in self.plan(ordinal).open:
            if now < end:
                return ordinal * DAY + max(now, start)
        for day in range(ordinal + 1, ordinal + 1 + TWO_YEARS):
            plan = self.plan(day)
            if plan.open:
                return day * DAY + plan.open[0][0]
        raise no_working_time(ordinal)

    def works(self, instant: int) -> int:
        """`instant` if it lies in a session of processing, else the start of the next one.

        Raises NoWorkingTime when there is none for two years.
        """
        ordinal, now = divmod(instant, DAY)
        for start, end in self.plan(ordinal).work:
            if now < end:
                return ordinal * DAY + max(now, start)
        day = self.next_working_day(ordinal)
        return day * DAY + self.plan(day).work[0][0]

    def next_working_day(self, ordinal: int) -> int:
        """The first working day after `ordinal`. Raises NoWorkingTime when there is none for two years."""
        for day in range(ordinal + 1, ordinal + 1 + TWO_YEARS):
            if self.plan(day).work:
                return day
        raise no_working_time(ordinal)

    def reach(self, ordinal: int, amount: int, kind: int) -> tuple[int, int]:
        """The first working day after `ordinal` by whose end `amount` (>= 0) is used up, and what of it falls
        on that day. `kind` is `DAYS` or `WORK`.

        Raises NoWorkingTime when there is none, or when two years on the way bring none.
        """
        if self._asked_seldom(kind):
            left = amount
            for day in range(ordinal + 1, ordinal + 1 + _NEAR):
                has = self.plan(day).amounts[kind]
                if has and left <= has:
                    return day, left
                left -= has
        found = self._summed(kind).day_after(ordinal, amount)
        if found is None:
            raise no_working_time(ordinal)
        return found

    def sum_between(self, first: int, last: int, kind: int) -> int:
        """Working days, or working time, of the days from `first` up to but not including `last`."""
        if last - first <= _NEAR and self._asked_seldom(kind):
            return sum(self.plan(day).amounts[kind] for day in range(first, last))
        sums = self._summed(kind)
        return sums.before(last) - sums.before(first)

    def _asked_seldom(self, kind: int) -> bool:
        if kind in self._sums:
            return False
        self._questions += 1
        return self._questions <= _OFTEN

    def _summed(self, kind: int) -> Sums:
        sums = self._sums.get(kind)
        if sums is None:
            weeks = [[plan.amounts[kind] for plan in week] for week in self._plans]
            special = {day: plan.amounts[kind] for day, plan in self._special.items()}
            sums = self._sums[kind] = Sums(weeks, self._borders, special)
        return sums


def no_working_time(ordinal: int) -> NoWorkingTime:
    """The error for a calendar that has no session for two years after the day `ordinal`."""
    after = date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else "the last day"
    return NoWorkingTime(f"the calendar has no working session for two years after {after}")


def _weeks(sessions: list[Session]) -> list[tuple[date | None, WeekPlan]]:
    """One weekly plan from each day on which the validity of some session begins or has ended."""
    borders: set[int] = set()
    for session in sessions:
        if not 0 <= session.weekday <= 6:
            raise BadCalendar(f"there is no weekday {session.weekday}; Monday is 0, Sunday is 6")
        if session.valid_from and session.valid_to and session.valid_to < session.valid_from:
            raise BadCalendar(f"a session is valid from {session.valid_from} to {session.valid_to}")
        if session.valid_from:
            borders.add(session.valid_from.toordinal())
        if session.valid_to:
            borders.add(session.valid_to.toordinal() + 1)
    firsts = [None, *(date.fromordinal(b) for b in sorted(borders) if b <= date.max.toordinal())]
    return [(first, _week_on(sessions, first)) for first in firsts]


def _week_on(sessions: list[Session], first: date | None) -> WeekPlan:
    day = first or date.min
    days: list[DayPlan] = []
    for weekday in range(7):
        held = [s for s in sessions if s.weekday == weekday and _holds(s, day, first is None)]
        work = tuple((s.starts_at, s.ends_at) for s in held if not s.reception_only)
        days.append(day_plan(work, tuple((s.starts_at, s.ends_at) for s in held if s.reception_only)))
    return tuple(days)


def _holds(session: Session, day: date, always_before: bool) -> bool:
    begun = session.valid_from is None or (not always_before and session.valid_from <= day)
    return begun and (session.valid_to is None or day <= session.valid_to)
