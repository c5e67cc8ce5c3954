"""The next number of a series, without gaps and without repetition under any number of processes."""

from datetime import date

from django.conf import settings

from motcua.dossiers import codes
from motcua.dossiers.models import Counter
from motcua.orgs import queries as orgs
from motcua.orgs.models import Scheme, Unit
from motcua.server.prepared import fetched

_NEXT = """
INSERT INTO dossiers_counter (series, last) VALUES (%s, 1)
ON CONFLICT (series) DO UPDATE SET last = dossiers_counter.last + 1 RETURNING last
"""


class NoIdentifierError(LookupError):
    """Neither the unit nor one above it has an agency identifier, so no code can be given."""


def next_number(series: str) -> int:
    """The next number of `series`, held until the transaction ends: a rollback gives it back."""
    ((number,),) = fetched(_NEXT, [series])
    return int(number)


def next_code(unit: Unit, on: date) -> str:
    """The next dossier code of the receiving agency on the local day `on` (domain.md 1.5).

    Raises NoIdentifierError when no identifier is configured.
    """
    pattern = settings.DOSSIER_CODE_PATTERN
    agency = agency_identifier(unit, on)
    number = next_number(codes.series(pattern, agency=agency, on=on))
    return codes.code(pattern, agency=agency, on=on, seq=number)


def agency_identifier(unit: Unit, on: date) -> str:
    """The identifier of the agency to which `unit` belongs on that day. Raises NoIdentifierError."""
    found = orgs.identifier(unit, Scheme(settings.DOSSIER_CODE_SCHEME), on)
    if found is None:
        raise NoIdentifierError(unit.code)
    return found.value


def next_slip_number(unit: Unit, form: str, year: int) -> int:
    """The next number of the unit's slips of one form in a year."""
    return next_number(f"slip:{unit.code}:{form}:{year}")


def receipt_series(on: date) -> str:
    """The series of the receipts of fees that are written on the local day `on`, e.g. AA-20T."""
    return str(settings.RECEIPT_SERIES).replace("{yy}", f"{on:%y}")


def next_receipt_number(unit: Unit, book: str, year: int) -> int:
    """The next number of fee receipts in one book of the unit in a year."""
    return next_number(f"fee:{unit.code}:{book}:{year}")


def last_slip_numbers(form: str) -> dict[tuple[str, int], int]:
    """The last number of the slips of one form, by code of the unit and year; read from the series alone."""
    rows = Counter.objects.filter(series__startswith="slip:", series__contains=f":{form}:")
    found = {}
    for series, last in rows.values_list("series", "last"):
        _, unit, _, year = series.split(":")
        found[unit, int(year)] = last
    return found
