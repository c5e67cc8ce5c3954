"""The week in which due dates are asked for: Monday to Friday, two sessions a day, or what a test says."""

from motcua.lib.times import iso_local, parse_time
from motcua.worktime import calc
from motcua.worktime.documents import calendar_from
from motcua.worktime.limits import Mode, parse_limit

USUAL = ["07:30-11:30", "13:00-17:00"]
SAME_CLOCK, END_OF_DAY = Mode.SAME_CLOCK, Mode.END_OF_DAY


def week(sessions=USUAL, days=("mon", "tue", "wed", "thu", "fri"), **rest):
    return calendar_from({"sessions": dict.fromkeys(days, sessions), **rest})


PLAIN = week()


def due(received, limit, mode=END_OF_DAY, calendar=PLAIN):
    at = calc.due(calendar, parse_time(received), parse_limit(limit), mode).at
    return iso_local(at).removesuffix(":00+07:00")
