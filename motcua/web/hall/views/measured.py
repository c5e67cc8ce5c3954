"""How long people waited and were served on a day, by group; each figure opens to its tickets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import units_where
from motcua.queueing import queries
from motcua.queueing.locks import local_day
from motcua.queueing.measures import Measures, measures
from motcua.queueing.models import Hall, ServiceGroup, Ticket
from motcua.web.desk.places import places
from motcua.web.hall.telling import minutes
from motcua.web.shell.access import requires


@dataclass(frozen=True)
class Line:
    """The figures of a group; without one, of the whole hall."""

    group: ServiceGroup | None
    figures: Measures

    def cells(self) -> list[tuple[str, object]]:
        """Name and value of each figure."""
        told = self.figures
        return [
            (_("Đã phát"), told.issued),
            (_("Đã gọi"), told.called),
            (_("Đã xong"), told.served),
            (_("Chờ: một nửa không quá"), minutes(told.waited_median)),
            (_("Chờ: 9 trên 10 không quá"), minutes(told.waited_p90)),
            (_("Phục vụ: một nửa không quá"), minutes(told.served_median)),
            (_("Phục vụ: 9 trên 10 không quá"), minutes(told.served_p90)),
        ]


@requires(Permission.VIEW_REPORTS)
@never_cache
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """The halls whose figures one may see, on the day of `?on=`, today without it."""
    at = timezone.now()
    on, problem = _asked(request.GET.get("on", ""), at)
    tables = [(hall, _lines(hall, on)) for hall in _halls(request, at)]
    there = places(request.user, at)
    context = {"on": on, "problem": problem, "tables": tables, "places": there}
    return render(request, "hall/measured.html", context)


def _asked(text: str, at: datetime) -> tuple[date, str]:
    if not text.strip():
        return local_day(at), ""
    try:
        return date.fromisoformat(text.strip()), ""
    except ValueError:
        return local_day(at), _("Không hiểu ngày “%(text)s”, nên đây là hôm nay.") % {"text": text[:40]}


def _halls(request: HttpRequest, at: datetime) -> Sequence[Hall]:
    return list(queries.halls_in(units_where(request.user, Permission.VIEW_REPORTS, at)))


def _lines(hall: Hall, on: date) -> list[Line]:
    rows = list(queries.tickets_of(hall, on))
    groups = sorted({row.issued_in for row in rows}, key=lambda group: group.letter)
    lines = [Line(group, _figures(row for row in rows if row.issued_in == group)) for group in groups]
    return [*lines, Line(None, _figures(rows))] if len(lines) > 1 else lines


def _figures(rows: Iterable[Ticket]) -> Measures:
    return measures(queries.course_of(row) for row in rows)


@requires(Permission.VIEW_REPORTS)
@never_cache
@require_GET
def tickets(request: HttpRequest, unit: str, on: str, letter: str) -> HttpResponse:
    """The tickets behind a group's figures, with their times."""
    hall = next((one for one in _halls(request, timezone.now()) if one.unit.code == unit), None)
    try:
        day = date.fromisoformat(on)
    except ValueError as wrong:
        raise Http404 from wrong
    group = hall.groups.filter(letter=letter).first() if hall else None
    if group is None:
        raise Http404
    rows = [_row(row) for row in queries.tickets_of(hall, day).filter(issued_in=group)]
    return render(request, "hall/tickets.html", {"hall": hall, "group": group, "on": day, "rows": rows})


def _row(ticket: Ticket) -> tuple[Ticket, str, str]:
    course = queries.course_of(ticket)
    return ticket, minutes(course.waited), minutes(course.served)
