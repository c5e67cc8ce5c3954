"""Who may hold a step: what a person picks from, as the codes that a content keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalogue.content import Step, VersionContent
from motcua.catalogue.holders import AGENCY, ONE_STOP
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Level, Place
from motcua.orgs.models import JobTitle, Unit, UnitKind
from motcua.web.portal.who import without_area
from motcua.web.shell.words import sentence

_ABOVE = {Level.COMMUNE: Level.DISTRICT, Level.DISTRICT: Level.PROVINCE}
_OFFICES = (UnitKind.OFFICE, UnitKind.VERTICAL)


def code_of(place: Place, office: str) -> str:
    """Place and office as one value of a list."""
    return f"{place.value}:{office}"


def parted(value: str) -> tuple[Place, str]:
    """The two halves of such a value."""
    place, _sign, office = value.partition(":")
    return Place(place), office


@dataclass(frozen=True)
class _Office:
    """An office below an agency, by the end of its code."""

    level: str
    suffix: str
    name: str


def units(content: VersionContent, on: date, kept: Step | None = None) -> list[tuple[str, str]]:
    """The units that can hold a step, with what to call them: of the agency that receives, of the one above,
    and agencies named by their own code. `kept` is in the list whatever it says. One query.
    """
    # A procedure may be one of agencies that are no more: their offices are named as they were.
    rows = list(Unit.objects.order_by("sort_key", "code"))
    offices = list(dict.fromkeys(_offices(rows)))
    levels = content.levels or (Level.DISTRICT, Level.COMMUNE)
    above = {_ABOVE[level].value for level in levels if level in _ABOVE}
    found = dict(_of_agency(Place.RECEIVING, {level.value for level in levels}, offices))
    found |= dict(_of_agency(Place.SUPERIOR, above, offices) if above else ())
    here = (row for row in rows if row.holds_on(on))
    other = _("Cơ quan khác: %(name)s")
    found |= {code_of(Place.AGENCY, row.code): other % {"name": row.name} for row in here}
    if kept is not None:
        found.setdefault(code_of(kept.place, kept.office), f"{kept.office} ({label(kept.place)})")
    return list(found.items())


def _offices(rows: Iterable[Unit]) -> Iterator[_Office]:
    known = list(rows)
    agencies = sorted((r.code for r in known if r.kind not in _OFFICES), key=len, reverse=True)
    for row in known:
        above = next((code for code in agencies if row.code.startswith(f"{code}-")), None)
        if row.kind in _OFFICES and above:
            yield _Office(row.level, row.code.removeprefix(f"{above}-"), without_area(row.short_name))


def _of_agency(place: Place, levels: set[str], offices: Iterable[_Office]) -> Iterator[tuple[str, str]]:
    where = "" if place is Place.RECEIVING else f" – {label(place)}"
    yield code_of(place, ONE_STOP), _("Bộ phận Một cửa") + where
    yield code_of(place, AGENCY), _("Ủy ban nhân dân: lãnh đạo, công chức, văn thư") + where
    for office in offices:
        if office.level in levels:
            yield code_of(place, office.suffix), office.name + where


def titles() -> list[tuple[str, str]]:
    """The titles of positions, by code."""
    rows = JobTitle.objects.order_by("sort_key").values_list("code", "name")
    return [("", _("Không nêu chức danh")), *((code, sentence(name)) for code, name in rows)]
