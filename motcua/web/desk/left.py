"""How much working time is left, or by how much something is late, in the words of the office."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.calendars import WorkCalendar

_HOUR = 60


class Left(NamedTuple):
    """`text` for people; `tone` is the colour of a tag: red late, orange today, yellow the day before."""

    text: str
    late: bool
    tone: str


def left(calendar: WorkCalendar, at: datetime, due_at: datetime, *, by_day: bool = False) -> Left:
    """What is left at `at` until `due_at` in working time: whole working days, on the last day hours.

    `by_day`: late only on a later day (statistics.md 1), as limits in days are compared.
    """
    today, last = _day(at), _day(due_at)
    late = today > last if by_day else at > due_at
    if late:
        days = calc.working_days_between(calendar, last, today)
        return Left(_late(days, _minutes(calendar, due_at, at)), True, "red")
    days = calc.working_days_between(calendar, today, last)
    if days:
        text = ngettext("còn %(days)s ngày làm việc", "còn %(days)s ngày làm việc", days) % {"days": days}
        return Left(text, False, "yellow" if days == 1 else "green")
    minutes = _minutes(calendar, at, due_at)
    text = _("còn %(time)s") % {"time": _time(minutes)} if minutes > 0 else _("hết hạn hôm nay")
    return Left(text, False, "orange")


def overshot(calendar: WorkCalendar, due_at: datetime, done_at: datetime) -> str:
    """By how much something done at `done_at` missed `due_at`; empty when it did not."""
    if done_at <= due_at:
        return ""
    days = calc.working_days_between(calendar, _day(due_at), _day(done_at))
    return _late(days, _minutes(calendar, due_at, done_at))


def _late(days: int, minutes: int) -> str:
    if days:
        return ngettext("quá %(days)s ngày làm việc", "quá %(days)s ngày làm việc", days) % {"days": days}
    return _("quá %(time)s") % {"time": _time(minutes)} if minutes > 0 else _("quá hạn")


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return _("%(minutes)s phút") % {"minutes": rest}
    if not rest:
        return _("%(hours)s giờ") % {"hours": hours}
    return _("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": rest}


def _minutes(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    return int(calc.measure(calendar, since, until).total_seconds()) // 60


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()
