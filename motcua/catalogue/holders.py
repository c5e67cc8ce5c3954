"""Which unit holds a step, told by codes. Pure.

A unit's code is its agency's code, a hyphen, and what the office is (`yen-chau-tu-phap`), so that one process
serves every district and commune. Two words stand apart: `agency` is the agency itself (its chairman and its
officers), `one_stop` the one-stop unit or centre, whose code the caller knows.
"""

from dataclasses import dataclass

from motcua.catalogue.terms import Place

AGENCY = "agency"
ONE_STOP = "one_stop"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency and its one-stop unit, by code."""

    code: str
    one_stop: str


class NoSuperiorError(LookupError):
    """A step is to be held above an agency that has none above it."""


def unit_code(place: Place, office: str, *, receiving: Agency, superior: Agency | None) -> str:
    """The code of the unit that holds a step of a dossier received at `receiving`.

    Raises NoSuperiorError when the step stands above an agency without a superior.
    """
    if place is Place.AGENCY:
        return office
    agency = receiving if place is Place.RECEIVING else superior
    if agency is None:
        raise NoSuperiorError(f"{office!r} is to be above {receiving.code!r}, where no agency stands")
    return {AGENCY: agency.code, ONE_STOP: agency.one_stop}.get(office, f"{agency.code}-{office}")
