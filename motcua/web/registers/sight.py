"""Which books an officer may open, what of persons he sees there, and that the look is written down."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import numbering
from motcua.dossiers.models import Slip
from motcua.dossiers.permits import PERMITS
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Kind, Subject
from motcua.orgs.models import Unit

_WORK = frozenset(permission for permission, _ in PERMITS.values())
_SHOWN = ("name", "address", "phone")


@dataclass(frozen=True)
class Book:
    """The register of a unit and a year; `last` is the number of its last entry."""

    unit: Unit
    year: int
    last: int


def books(request: HttpRequest, at: datetime) -> list[Book]:
    """The books that whoever asks may open, the newest first."""
    units = accounts.units_where(request.user, Permission.VIEW_DOSSIERS, at)
    by_code = {unit.code: unit for unit in Unit.objects.filter(pk__in=units)}
    last = numbering.last_slip_numbers(Slip.Form.RECEIPT.value)
    found = [Book(by_code[code], year, n) for (code, year), n in last.items() if code in by_code]
    return sorted(found, key=lambda book: (-book.year, book.unit.sort_key, book.unit.code))


def book(request: HttpRequest, unit: str, year: int, at: datetime) -> Book:
    """One of them; any other does not exist (404)."""
    found = next((b for b in books(request, at) if b.unit.code == unit and b.year == year), None)
    if found is None:
        raise Http404
    return found


def masked(request: HttpRequest, book: Book, at: datetime) -> bool:
    """Whether whoever asks does no work in the unit of the book, so that persons are not shown to him."""
    return not _WORK & accounts.permissions_of(request.user, book.unit, at)


def looked(request: HttpRequest, book: Book, purpose: str, *, masked: bool) -> None:
    """Write down that the book was opened, and which personal data it showed."""
    log_access(
        subject=Subject(Kind.UNIT, book.unit.code),
        actor=accounts.actor_of(request.user),
        purpose=f"{purpose} {book.year}",
        fields=() if masked else _SHOWN,
        unit=book.unit.code,
        address=request.META.get("REMOTE_ADDR") or None,
    )
