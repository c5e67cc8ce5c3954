"""Agencies and units, as they stood on a day."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from motcua.orgs import queries
from motcua.orgs.models import Unit
from motcua.web.portal import days
from motcua.web.shell.access import public

# Days worth a look: before and after the reform (domain.md 1.9).
SIGHTS = ((date(2020, 7, 1), _("Năm 2020: ba cấp")), (date(2025, 7, 1), _("Từ 01/7/2025: hai cấp")))


@dataclass
class Branch:
    unit: Unit
    below: list["Branch"] = field(default_factory=list)


@public
def units(request: HttpRequest) -> HttpResponse:
    """The tree of all units on a day."""
    day = days.asked(request)
    context = {"day": day, "today": days.today(), "sights": SIGHTS, "branches": _nested(queries.tree(day.on))}
    return render(request, "portal/units.html", context)


def _nested(nodes: list[queries.Node]) -> list[Branch]:
    """The walked tree as branches in branches."""
    top: list[Branch] = []
    path: list[Branch] = []
    for node in nodes:
        branch = Branch(node.unit)
        del path[node.depth :]
        (path[-1].below if path else top).append(branch)
        path.append(branch)
    return top


@public
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit on a day: what it is, under whom, before and after whom, where dossiers are received."""
    try:
        found = queries.unit(code)
    except queries.UnknownUnitError as unknown:
        raise Http404 from unknown
    day = days.asked(request)
    return render(request, "portal/unit.html", {"day": day, "today": days.today(), **_unit(found, day.on)})


def _unit(found: Unit, on: date) -> dict[str, object]:
    return {
        "unit": found,
        "name": queries.name_on(found, on),
        "exists": found.holds_on(on),
        "above": queries.ancestors(found, on)[::-1],
        "below": list(queries.children(found, on)),
        "names": list(found.names.order_by("valid_from")),
        "before": list(found.succeeds.select_related("predecessor").order_by("on", "predecessor__sort_key")),
        "after": list(found.succeeded_by.select_related("successor").order_by("on", "successor__sort_key")),
        "one_stop": queries.one_stop_of(found, on),
    }
