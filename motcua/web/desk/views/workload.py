"""How much lies where, and how late: by unit, by officer, by kind of step; each figure leads to its list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import Permission
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Role
from motcua.dossiers import tallies
from motcua.dossiers.tallies import By, Load
from motcua.dossiers.worklists import Tab, When
from motcua.lib.memory import remembering
from motcua.web.desk import benches, sight
from motcua.web.desk.forms.filters import WHENS
from motcua.web.desk.places import places
from motcua.web.shell.access import requires

_TABLES = {
    By.UNIT: _("Theo đơn vị"),
    By.OFFICER: _("Theo người giữ"),
    By.ROLE: _("Theo loại bước"),
}


@dataclass(frozen=True)
class Cell:
    """A figure and the list behind it; no link for nothing."""

    text: object
    value: int
    address: str


@dataclass(frozen=True)
class Line:
    """A unit, an officer or a kind of step with its figures."""

    name: str
    cells: list[Cell]


@requires(Permission.VIEW_REPORTS)
def workload(request: HttpRequest) -> HttpResponse:
    """Open steps in the units whose figures one may see, as they stand now."""
    with remembering():
        desk = benches.watched(request.user, sight.now())
        there = places(request.user, desk.at)
        loads = tallies.loads(desk)
        tables = [(title, [_line(load, by) for load in loads[by]]) for by, title in _TABLES.items()]
    heads = [_("Đang có"), *WHENS.values()]
    context = {"tables": tables, "heads": heads, "now": desk.at, "places": there}
    return render(request, "desk/workload.html", context)


def _line(load: Load, by: By) -> Line:
    title = label(Role(load.key)) if by is By.ROLE else load.name
    cells = [_cell(_("Đang có"), load.total, by, load.key, None)]
    cells += [_cell(WHENS[when], load.standing[when], by, load.key, when) for when in When]
    return Line(title[:1].upper() + title[1:], cells)


def _cell(text: object, value: int, by: By, key: str, when: When | None) -> Cell:
    asked = {"tab": Tab.ALL.value, by.value: key} | ({"when": when.value} if when else {})
    return Cell(text, value, f"{reverse('desk:worklist')}?{urlencode(asked)}" if value else "")
