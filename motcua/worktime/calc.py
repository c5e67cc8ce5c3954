"""Working time: when a limit is due, how much time lies between, how a pause moves a due date. Pure.

The one engine for preview, commit, pause, resume, elapsed, remaining and statistics. The rules are those of
statistics.md 3 and 1, the vectors those of domain.md 3.6. Times are aware; answers are in Asia/Ho_Chi_Minh.
Every function raises NaiveTime for a naive time, NoWorkingTime where the calendar has no session for two
years and OutOfRange when the answer lies after the year 9999.
"""

import calendar as gregorian
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from motcua.lib.times import LOCAL
from motcua.worktime.calendars import DAY, DAYS, HOUR, SECOND, WORK, WorkCalendar, no_working_time
from motcua.worktime.errors import BadPause, NaiveTime, OutOfRange
from motcua.worktime.limits import Limit, Mode, Unit

CUT_OFF = 15 * HOUR
"""15:00: same-day limits are received, and papers handed over, until this time inclusive (domain.md 3.6)."""

_EPOCH = datetime(1, 1, 1, tzinfo=LOCAL)


_MINUTES, _HOURS, _SAME_DAY, _WORKING_DAYS = Unit.MINUTES, Unit.HOURS, Unit.SAME_DAY, Unit.WORKING_DAYS


class Due(NamedTuple):
    """When a limit ends, and all that it was computed from (motcua.worktime.explain puts it into words)."""

    at: datetime
    received_at: datetime
    limit: Limit
    mode: Mode
    calendar: WorkCalendar

    @property
    def starts_at(self) -> datetime:
        """What the receipt counts as: itself, or the start of the next session."""
        return _local(self.calendar.opens(_instant(self.received_at)))


def due(calendar: WorkCalendar, received: datetime, limit: Limit, mode: Mode = Mode.END_OF_DAY) -> Due:
    """When `limit` ends for what was received at `received` (statistics.md 3).

    A time outside sessions counts as the start of the next session, which may be one of reception only;
    that session's day is day 0. A time equal to a session's end lies outside it.

    - Minutes and hours run through the sessions of processing and end at the earliest instant at which they
      are used up. Nothing left to count (`0 h`) ends at once, but not between sessions.
    - `same_day`: what counts as received until 15:00 inclusive is due at that day's last session end, later
      receipts, and those of a day of reception only, at that of the next working day.
    - Working days, `same_clock`: that many working days later at the same clock time; where it is not worked
      (a session's end is not), at that day's last session end. A fraction is that share
      of the working time of the day on which it starts, which is the day on which the whole days end; where
      days differ in length this might lead past the next whole day, and then that one is the end, so that
      more limit is never earlier. `end_of_day`: the last session end of that working day, a fraction rounded
      up.
    - Calendar days and months: not counting the first day; a month keeps the day number or takes its last
      day; an end on a day off rolls to the next working day; at that day's last session end.

    `mode` matters to working days only.
    """
    instant, unit = _instant(received), limit.unit
    if unit is _WORKING_DAYS:
        end = _after_working_days(calendar, calendar.opens(instant), limit, mode)
    elif unit is _HOURS or unit is _MINUTES:
        end = _after(calendar, instant, limit.time)
    elif unit is _SAME_DAY:
        end = _within_the_day(calendar, calendar.opens(instant))
    else:
        end = _after_calendar_days(calendar, calendar.opens(instant), limit)
    return Due(_local(end), received, limit, mode, calendar)


def _after(calendar: WorkCalendar, instant: int, time: int) -> int:
    """The earliest instant, in or at the end of a session, by which `time` was worked since `instant`."""
    ordinal, now = divmod(instant, DAY)
    if not time and not now and _ends_at_midnight(calendar, ordinal - 1):
        return instant
    for start, end in calendar.plan(ordinal).work:
        if now <= end:
            begin = max(now, start)
            if time <= end - begin:
                return ordinal * DAY + begin + time
            time -= end - begin
    ordinal, time = calendar.reach(ordinal, time, WORK)
    return _within(calendar, ordinal, time)


def _ends_at_midnight(calendar: WorkCalendar, ordinal: int) -> bool:
    plan = calendar.plan(ordinal)
    return bool(plan.work) and plan.ends_at == DAY


def _within(calendar: WorkCalendar, ordinal: int, time: int) -> int:
    """The instant of a working day by which `time`, no more than it has, was worked on it."""
    for start, end in calendar.plan(ordinal).work:
        if time <= end - start:
            return ordinal * DAY + start + time
        time -= end - start
    raise AssertionError("a day holds the time that was reached on it")


def _after_working_days(calendar: WorkCalendar, start: int, limit: Limit, mode: Mode) -> int:
    if mode is Mode.END_OF_DAY:
        return _end_of_day(calendar, _working_day(calendar, start, limit.whole + (1 if limit.share else 0)))
    day, clock = _days_later(calendar, start, limit.whole)
    begin = day * DAY + clock
    if not limit.share:
        return begin
    end = _after(calendar, begin, _share(calendar.plan(day).amounts[WORK], limit.share))
    if end // DAY == day and (limit.whole or day == start // DAY):
        return end  # the next whole day is a later one
    next_day, next_clock = _days_later(calendar, start, limit.whole + 1)
    return min(end, next_day * DAY + next_clock)


def _days_later(calendar: WorkCalendar, start: int, days: int) -> tuple[int, int]:
    """The day and time so many working days later at the same clock time; for none, when work can begin."""
    if not days:
        return divmod(calendar.works(start), DAY)
    target, _ = calendar.reach(start // DAY, days, DAYS)
    return target, _clock_on(calendar, target, start % DAY)


def _working_day(calendar: WorkCalendar, start: int, count: int) -> int:
    """The `count`-th working day after day 0; for none, the day on which work can begin."""
    if count:
        return calendar.reach(start // DAY, count, DAYS)[0]
    return calendar.works(start) // DAY


def _clock_on(calendar: WorkCalendar, ordinal: int, clock: int, *, ends_session: bool = False) -> int:
    """`clock` where it is worked on that day, else the day's last session end."""
    plan = calendar.plan(ordinal)
    for start, end in plan.work:
        if start <= clock < end or (ends_session and clock == end):
            return clock
    return plan.ends_at


def _share(total: int, share: Fraction) -> int:
    """That share of `total`, a part of a microsecond rounded up."""
    return -(-total * share.numerator // share.denominator)


def _end_of_day(calendar: WorkCalendar, ordinal: int) -> int:
    return ordinal * DAY + calendar.plan(ordinal).ends_at


def _within_the_day(calendar: WorkCalendar, start: int) -> int:
    day, clock = divmod(start, DAY)
    begin = calendar.works(start) // DAY
    if clock > CUT_OFF and begin == day:
        begin = calendar.next_working_day(day)
    return _end_of_day(calendar, begin)


def _after_calendar_days(calendar: WorkCalendar, start: int, limit: Limit) -> int:
    day = start // DAY
    target = (
        months_later(_date(day), limit.whole).toordinal() if limit.unit is Unit.MONTHS else day + limit.whole
    )
    return _end_of_day(calendar, _rolled(calendar, max(target, calendar.works(start) // DAY)))


def _rolled(calendar: WorkCalendar, ordinal: int) -> int:
    """`ordinal` if it is a working day, else the next one (Civil Code 2015, article 148)."""
    return ordinal if calendar.plan(ordinal).work else calendar.next_working_day(ordinal)


def months_later(day: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last day (statistics.md 3)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        raise OutOfRange("the end lies after the year 9999")
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def measure(calendar: WorkCalendar, since: datetime, until: datetime) -> timedelta:
    """The working time from `since` to `until`; negative when `until` is the earlier one.

    Exact to the microsecond. Sessions of reception only count nothing.
    """
    return timedelta(microseconds=_worked(calendar, _instant(since), _instant(until)))


def _worked(calendar: WorkCalendar, since: int, until: int) -> int:
    if until < since:
        return -_worked(calendar, until, since)
    first, last = since // DAY, until // DAY
    whole_days = calendar.sum_between(first, last, WORK)
    return whole_days - _worked_until(calendar, since) + _worked_until(calendar, until)


def _worked_until(calendar: WorkCalendar, instant: int) -> int:
    """Working time of the day of `instant` before it."""
    ordinal, now = divmod(instant, DAY)
    return sum(min(now, end) - start for start, end in calendar.plan(ordinal).work if start < now)


def elapsed(
    calendar: WorkCalendar,
    received: datetime,
    until: datetime,
    pauses: Iterable[tuple[datetime, datetime]] = (),
) -> timedelta:
    """The working time used from `received` to `until`, without the half-open `pauses` in between.

    Pauses may overlap one another. Raises BadPause for one that ends before it begins.
    """
    begin, end = _instant(received), _instant(until)
    used = _worked(calendar, begin, end)
    covered = begin
    for paused, resumed in sorted(_pause(p, q) for p, q in pauses):
        start, stop = max(paused, covered), min(resumed, end)
        if start < stop:
            used -= _worked(calendar, start, stop)
            covered = stop
    return timedelta(microseconds=used)


def remaining(calendar: WorkCalendar, now: datetime, due_at: datetime) -> timedelta:
    """The working time left at `now`; negative: how much of it is overdue."""
    return measure(calendar, now, due_at)


def move_by_pause(
    calendar: WorkCalendar,
    lawful_due: datetime,
    limit: Limit,
    paused_at: datetime,
    resumed_at: datetime,
    mode: Mode = Mode.END_OF_DAY,
) -> datetime:
    """The lawful due date A after the pause [`paused_at`, `resumed_at`) (statistics.md 1).

    Minutes and hours move by the working time inside the pause; working days, and limits within the day, by
    the number of working days after the pause's first day up to its last; calendar days and months by the
    calendar days between, then rolled to a working day. Working days of `same_clock` keep the clock time of
    A (a fraction may have ended with a session, and then does so again), but a due date at its day's last
    session end stays at the last session end.

    A pause that begins after A moves nothing. Raises BadPause when it ends before it begins.
    """
    due_at = _instant(lawful_due)
    start, stop = _pause(paused_at, resumed_at)
    if start > due_at:
        return _local(due_at)
    if limit.unit.is_running_time:
        return _local(_after_moved(calendar, due_at, _worked(calendar, start, stop)))
    first, last = start // DAY, stop // DAY
    if limit.unit in (Unit.CALENDAR_DAYS, Unit.MONTHS):
        return _local(_moved_by_calendar_days(calendar, due_at, last - first))
    days = calendar.sum_between(first + 1, last + 1, DAYS)
    return _local(_moved_by_working_days(calendar, due_at, days, keep_clock=_keeps_clock(limit, mode)))


def lengthen(
    calendar: WorkCalendar, lawful_due: datetime, extra: Limit, mode: Mode = Mode.END_OF_DAY
) -> datetime:
    """The lawful due date A after an extension by `extra`, counted on from A (statistics.md 1).

    Minutes and hours run on through sessions; working days (a fraction rounded up) and calendar days or
    months count from A's day, the latter rolled to a working day, at the last session end; working days of
    `same_clock` keep A's clock time as a pause does.
    """
    due_at = _instant(lawful_due)
    if extra.unit.is_running_time:
        return _local(_after_moved(calendar, due_at, extra.time))
    if extra.unit is Unit.MONTHS:
        day, _ = _day_and_clock(calendar, due_at)
        target = months_later(_date(day), extra.whole).toordinal()
        return _local(_end_of_day(calendar, _rolled(calendar, target)))
    if extra.unit is Unit.CALENDAR_DAYS:
        return _local(_moved_by_calendar_days(calendar, due_at, extra.whole))
    days = extra.whole + (1 if extra.share or extra.unit is _SAME_DAY else 0)
    return _local(_moved_by_working_days(calendar, due_at, days, keep_clock=_keeps_clock(extra, mode)))


def _keeps_clock(limit: Limit, mode: Mode) -> bool:
    return limit.unit is Unit.WORKING_DAYS and mode is Mode.SAME_CLOCK


def _after_moved(calendar: WorkCalendar, due_at: int, time: int) -> int:
    return _after(calendar, due_at, time) if time else due_at


def _moved_by_calendar_days(calendar: WorkCalendar, due_at: int, days: int) -> int:
    day, _ = _day_and_clock(calendar, due_at)
    return _end_of_day(calendar, _rolled(calendar, day + days)) if days else due_at


def _moved_by_working_days(calendar: WorkCalendar, due_at: int, days: int, *, keep_clock: bool) -> int:
    if not days:
        return due_at
    day, clock = _day_and_clock(calendar, due_at)
    target, _ = calendar.reach(day, days, DAYS)
    plan = calendar.plan(day)
    if keep_clock and not (plan.work and clock == plan.ends_at):
        ends_session = any(clock == end for _, end in plan.work)
        return target * DAY + _clock_on(calendar, target, clock, ends_session=ends_session)
    return _end_of_day(calendar, target)


def _day_and_clock(calendar: WorkCalendar, due_at: int) -> tuple[int, int]:
    """The day that a due date belongs to: midnight ends the day before, where that one works till then."""
    day, clock = divmod(due_at, DAY)
    if not clock and _ends_at_midnight(calendar, day - 1):
        return day - 1, DAY
    return day, clock


def working_days_between(calendar: WorkCalendar, after: date, until: date) -> int:
    """The number of working days in (`after`, `until`]; none when `until` is not the later one."""
    if until <= after:
        return 0
    return calendar.sum_between(after.toordinal() + 1, until.toordinal() + 1, DAYS)


def next_working_day(calendar: WorkCalendar, after: date, count: int = 1) -> date:
    """The `count`-th working day after the day `after`; `count` is 1 or more."""
    if count < 1:
        raise ValueError("the next working day is at least the first one")
    return _date(calendar.reach(after.toordinal(), count, DAYS)[0])


def previous_working_day(calendar: WorkCalendar, before: date) -> date:
    """The last working day before `before`: an apology in time is issued by then (statistics.md 1)."""
    ordinal = before.toordinal()
    for day in range(ordinal - 1, max(ordinal - 732, 0), -1):
        if calendar.plan(day).work:
            return _date(day)
    raise no_working_time(ordinal)


def hand_over_due(calendar: WorkCalendar, received: datetime) -> datetime:
    """Until when papers go to the solving agency (domain.md 1.2 article 18, statistics.md 1).

    Received on a working day until 15:00 inclusive, and before its last session ends: by that session's end.
    Later, or on another day: within the first working hour of the next working day.
    """
    instant = _instant(received)
    day, clock = divmod(instant, DAY)
    plan = calendar.plan(day)
    if plan.work and clock <= CUT_OFF and clock < plan.ends_at:
        return _local(_end_of_day(calendar, day))
    following = calendar.next_working_day(day)
    begin = following * DAY + calendar.plan(following).work[0][0]
    return _local(_after(calendar, begin, HOUR))


def _pause(paused_at: datetime, resumed_at: datetime) -> tuple[int, int]:
    start, stop = _instant(paused_at), _instant(resumed_at)
    if stop < start:
        raise BadPause(f"the pause ends at {resumed_at}, before it begins at {paused_at}")
    return start, stop


def _instant(when: datetime) -> int:
    local = when if when.tzinfo is LOCAL else _in_local_time(when)
    seconds = (local.hour * 60 + local.minute) * 60 + local.second
    return local.toordinal() * DAY + seconds * SECOND + local.microsecond


def _in_local_time(when: datetime) -> datetime:
    if when.tzinfo is None or when.utcoffset() is None:
        raise NaiveTime(f"{when} has no zone, so it names no instant")
    try:
        return when.astimezone(LOCAL)
    except OverflowError as error:
        raise OutOfRange(f"{when} lies outside the years 1 to 9999") from error


def _local(instant: int) -> datetime:
    ordinal, now = divmod(instant, DAY)
    try:
        return _EPOCH + timedelta(days=ordinal - 1, microseconds=now)
    except OverflowError as error:
        raise OutOfRange("the end lies after the year 9999") from error


def _date(ordinal: int) -> date:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise OutOfRange("the end lies after the year 9999") from error
