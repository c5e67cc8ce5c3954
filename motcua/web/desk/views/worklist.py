"""The worklist: what lies on the desk, what is due first on top; and the lists behind a leader's figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, tallies, worklists
from motcua.dossiers.worklists import Desk, Tab
from motcua.lib.memory import remembering
from motcua.orgs.models import Unit
from motcua.web.desk import benches, filtering, lines, sight
from motcua.web.desk.forms.filters import FiltersForm
from motcua.web.desk.places import places
from motcua.web.shell.access import requires

TABS: Mapping[Tab, object] = {
    Tab.MINE: _("Việc của tôi"),
    Tab.UNIT: _("Của đơn vị"),
    Tab.SOON: _("Sắp đến hạn"),
    Tab.OVERDUE: _("Quá hạn"),
    Tab.ASKED: _("Được hỏi ý kiến"),
    Tab.WAITING: _("Chờ người khác"),
    Tab.PAUSED: _("Tạm dừng"),
    Tab.PROPOSED: _("Chờ phát hành phiếu bổ sung"),
}
_ALWAYS = (Tab.MINE, Tab.UNIT, Tab.SOON, Tab.OVERDUE, Tab.WAITING, Tab.PAUSED)
_IN_BULK = (Tab.MINE, Tab.UNIT, Tab.SOON, Tab.OVERDUE, Tab.ALL)


@dataclass(frozen=True)
class Entry:
    """A tab with its count."""

    tab: Tab
    text: object
    count: int
    here: bool


@requires(Permission.VIEW_DOSSIERS)
def worklist(request: HttpRequest) -> HttpResponse:
    """`?tab=`, filters, `after=` for a later page; `tab=all` lists what is behind the figures of a leader."""
    at = sight.now()
    with remembering():
        own = benches.own(request.user, at)
        counts = tallies.counts(own)
        tab = _tab(request, counts)
        desk = benches.watched(request.user, at) if tab is Tab.ALL else own
        rows = _rows(tab, desk)
        form = FiltersForm(request.GET, _procedures(rows))
        context = {
            "tabs": [
                Entry(one, text, counts[one], one is tab)
                for one, text in TABS.items()
                if one in _ALWAYS or counts[one]
            ],
            "tab": tab,
            "places": places(request.user, at),
            "saved": list(filtering.saved(request.user, own).select_related(None)),
            "asked": filtering.query_of({**request.GET.dict(), "tab": tab.value}),
            "form": form,
            **_page(request, rows, form, desk, tab),
            **_bulk(request, desk, tab),
        }
        return render(request, "desk/worklist.html", context)


def _tab(request: HttpRequest, counts: dict[Tab, int]) -> Tab:
    asked = request.GET.get("tab", "")
    if asked in set(Tab):
        return Tab(asked)
    return Tab.MINE if counts[Tab.MINE] else Tab.UNIT


def _rows(tab: Tab, desk: Desk) -> QuerySet:
    if tab is Tab.ASKED:
        return worklists.opinions(desk)
    return worklists.open_steps().filter(worklists.listed(tab, desk))


def _procedures(rows: QuerySet) -> list[tuple[str, str, str]]:
    names = worklists.versions(rows).values_list("procedure__code", "name", "field")
    return list(names.order_by("name").distinct())


def _page(request: HttpRequest, rows: QuerySet, form: FiltersForm, desk: Desk, tab: Tab) -> dict[str, object]:
    unit, officer = request.GET.get("unit", ""), _uuid(request.GET.get("officer", ""))
    filters = form.filters(unit, officer)
    narrowed = worklists.narrowed(rows, filters, desk)
    after = lines.place(request.GET.get("after", ""))
    found = list(lines.with_parts(worklists.page(narrowed, after, lines.SIZE + 1)))
    asked = {k: v for k, v in request.GET.items() if v and k != "after"} | {"tab": tab.value}
    more = lines.token(found[lines.SIZE - 1]) if len(found) > lines.SIZE else ""
    return {
        "lines": lines.lines(found[: lines.SIZE], desk.at),
        "narrowed": filters != worklists.Filters(),
        "bare": f"?{urlencode({'tab': tab.value})}",
        "kept": {name: value for name, value in (("unit", unit), ("officer", officer)) if value},
        "whose": _whose(unit, officer),
        "first": f"?{urlencode(asked)}" if after else "",
        "following": f"?{urlencode({**asked, 'after': more})}" if more else "",
    }


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def _whose(unit: str, officer: str) -> list[str]:
    """The unit and the officer that the list is narrowed to, by name."""
    names: list[str] = []
    if unit:
        names += Unit.objects.filter(code=unit).values_list("short_name", flat=True)
    if officer:
        names += Officer.objects.filter(pk=officer).values_list("full_name", flat=True)
    return names


def _bulk(request: HttpRequest, desk: Desk, tab: Tab) -> dict[str, object]:
    """What can be done to many at once: `takes`, and to whom they may be assigned."""
    if tab not in _IN_BULK:
        return {"bulk": False, "takes": False, "officers": []}
    takes = tab is not Tab.ALL and accounts.may_somewhere(request.user, Permission.TAKE_STEP, desk.at)
    units = accounts.units_where(request.user, Permission.ASSIGN_DOSSIER, desk.at) & desk.units
    officers = officers_in(units, desk) if units else []
    return {"bulk": takes or bool(officers), "takes": takes, "officers": officers}


def officers_in(units: set[UUID], desk: Desk) -> list[tuple[Officer, str, int]]:
    """Officers with a position in `units`: each with its unit and how many steps he holds."""
    positions = list(accounts.positions_in(units, frame.local_day(desk.at)))
    held = worklists.held_by_officers([p.officer_id for p in positions])
    return [(p.officer, p.unit.short_name, held.get(p.officer_id, 0)) for p in positions]
