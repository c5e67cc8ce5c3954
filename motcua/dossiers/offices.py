"""Which unit does a step of a dossier: the codes of the process, found in the tree of units on a day.

`motcua.catalogue.holders` says which code is meant; after a reform the unit that took the named one's place
does the step (domain.md 11.3). Where an agency is too small to have the office (a commune), the agency itself
does it (domain.md 4.2, 4.3).
"""

import time
from datetime import date
from functools import lru_cache

from motcua.catalogue.content import Step
from motcua.catalogue.holders import ONE_STOP, Agency, unit_code
from motcua.catalogue.terms import Place
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitKind

_REMEMBERED = 60
"""Seconds after which the tree is asked again: a reform entered today holds today, in every process."""
_AGENCIES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


class NoOfficeError(LookupError):
    """The process names a unit that does not exist on that day."""


def home(unit: Unit, on: date) -> Unit:
    """The agency to which `unit` belongs: the nearest people's committee at or above it."""
    return next((u for u in orgs.with_ancestors(unit, on) if u.kind in _AGENCIES), unit)


def unit_of(step: Step, receiving: Unit, on: date) -> Unit:
    """The unit that does `step` of a dossier received at `receiving`. Raises NoOfficeError."""
    return _unit_of(step.place, step.office, receiving, on, int(time.monotonic() / _REMEMBERED))


@lru_cache(maxsize=20_000)
def _unit_of(place: Place, office: str, receiving: Unit, on: date, _while: int) -> Unit:
    here = home(receiving, on)
    wanted = place is Place.SUPERIOR
    above = next((u for u in orgs.ancestors(here, on) if wanted and u.kind in _AGENCIES), None)
    code = unit_code(
        place,
        office,
        receiving=Agency(here.code, receiving.code),
        superior=_agency(above, office, on) if above else None,
    )
    found = orgs.carrying_on(code, on)
    agency = {Place.RECEIVING: here, Place.SUPERIOR: above}.get(place)
    if found is None and agency is None:
        raise NoOfficeError(f"no unit {code} exists on {on}")
    return found or agency


def _agency(unit: Unit, office: str, on: date) -> Agency:
    one_stop = orgs.one_stop_of(unit, on) if office == ONE_STOP else None
    return Agency(unit.code, one_stop.code if one_stop else unit.code)


def forget() -> None:
    """Forget what was found: units were founded, moved or closed since."""
    _unit_of.cache_clear()
