"""Agencies and units, as they stood on a day."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from motcua.orgs import queries
from motcua.orgs.models import Unit, UnitKind
from motcua.web.portal import days, hours
from motcua.web.shell.access import public
from motcua.worktime.models import Calendar

# Days worth a look: before and after the reform (domain.md 1.9).
SIGHTS = ((date(2020, 7, 1), _("Năm 2020: ba cấp")), (date(2025, 7, 1), _("Từ 01/7/2025: hai cấp")))
# Where people go first, then who works there, then who stands below.
_ORDER = (
    UnitKind.CENTRE,
    UnitKind.ONE_STOP,
    UnitKind.OFFICE,
    UnitKind.VERTICAL,
    UnitKind.PROVINCE,
    UnitKind.DISTRICT,
    UnitKind.COMMUNE,
)


@dataclass
class Branch:
    """A unit and what hangs below it."""

    unit: Unit
    below: list["Branch"] = field(default_factory=list)

    @property
    def remark(self) -> str:
        """What the name does not tell."""
        return str(self.unit.get_kind_display()) if self.unit.kind == UnitKind.VERTICAL else ""


@public
def units(request: HttpRequest) -> HttpResponse:
    """The tree of all units on a day."""
    day = days.asked(request)
    context = {"day": day, "today": days.today(), "sights": SIGHTS, "branches": _nested(queries.tree(day.on))}
    return render(request, "portal/units.html", context)


def _nested(nodes: list[queries.Node]) -> list[Branch]:
    """The walked tree as branches in branches, by kind and then by name."""
    top = Branch(Unit())
    path = [top]
    for node in nodes:
        branch = Branch(node.unit)
        del path[node.depth + 1 :]
        path[-1].below.append(branch)
        path.append(branch)
    _sort(top)
    return top.below


def _sort(branch: Branch) -> None:
    branch.below.sort(key=lambda below: _ORDER.index(UnitKind(below.unit.kind)))
    for below in branch.below:
        _sort(below)


@public
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit on a day: what it is, under whom, before and after whom, where dossiers are received."""
    try:
        found = queries.unit(code)
    except queries.UnknownUnitError as unknown:
        raise Http404 from unknown
    day = days.asked(request)
    context = {"day": day, "today": days.today(), **_unit(found, day.on), **_hours(found, day.on)}
    return render(request, "portal/unit.html", context)


def _unit(found: Unit, on: date) -> dict[str, object]:
    one_stop = queries.one_stop_of(found, on)
    return {
        "unit": found,
        "name": queries.name_on(found, on),
        "exists": found.holds_on(on),
        "above": queries.ancestors(found, on)[::-1],
        "below": list(queries.children(found, on)),
        "names": list(found.names.order_by("valid_from")),
        "before": list(found.succeeds.select_related("predecessor").order_by("on", "predecessor__sort_key")),
        "after": list(found.succeeded_by.select_related("successor").order_by("on", "successor__sort_key")),
        "one_stop": one_stop if one_stop != found else None,
    }


def _hours(found: Unit, on: date) -> dict[str, object]:
    """Nothing while the installation has no calendar, or for a day on which the unit did not exist."""
    if not found.holds_on(on):
        return {}
    try:
        calendar = queries.calendar_for(found.code, on)
    except Calendar.DoesNotExist:
        return {}
    return {"week": hours.week(calendar, on), "coming": hours.coming(calendar, on)}
