"""A unit's working hours and the days off to come, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.worktime.calendars import DayPlan, Note, WorkCalendar, clock
from motcua.worktime.models import DayKind, Weekday

AHEAD = timedelta(days=365)
SHOWN = 12


@dataclass(frozen=True)
class Exceptional:
    """A day off, or a make-up day (`worked`)."""

    on: date
    name: str
    kind: str
    worked: bool
    document: str
    verified: bool


def week(calendar: WorkCalendar, on: date) -> list[tuple[str, str]]:
    """(days, hours) of the usual week around the day `on`; days with the same hours stand together."""
    monday = on.toordinal() - on.weekday()
    plans = [(Weekday(n).label, _hours(calendar.usual_plan(monday + n))) for n in range(7)]
    groups: list[list] = []
    for name, hours in plans:
        if groups and groups[-1][2] == hours:
            groups[-1][1] = name
        else:
            groups.append([name, name, hours])
    return [(str(a) if a == b else f"{a} – {b}", hours) for a, b, hours in groups]


def _hours(plan: DayPlan) -> str:
    sessions = [f"{clock(start)}–{clock(end)}" for start, end in plan.work]
    sessions += [
        _("%(hours)s (chỉ tiếp nhận)") % {"hours": f"{clock(start)}–{clock(end)}"}
        for start, end in plan.reception
    ]
    return ", ".join(sessions) or _("nghỉ")


def coming(calendar: WorkCalendar, on: date) -> list[Exceptional]:
    """The next days off and make-up days from the day `on`, a year ahead at most."""
    first, last = on.toordinal(), (on + AHEAD).toordinal()
    days = sorted(n for n in calendar.notes if first <= n <= last)[:SHOWN]
    return [_exceptional(calendar, n, calendar.notes[n]) for n in days]


def _exceptional(calendar: WorkCalendar, ordinal: int, note: Note) -> Exceptional:
    on = date.fromordinal(ordinal)
    return Exceptional(
        on=on,
        name=note.name_en if get_language() == "en" else note.name_vi,
        kind=str(DayKind(note.kind).label) if note.kind in DayKind.values else note.kind,
        worked=calendar.is_working_day(on),
        document=note.document,
        verified=note.verified,
    )
