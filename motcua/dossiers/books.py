"""Numbers of results from the books of a unit: offered before, drawn once, never twice."""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers import frame, numbering
from motcua.dossiers.models import Counter, NumberBook
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.orgs.models import Unit

BOOK_OPENED = "number_book_opened"
BOOK_CLOSED = "number_book_closed"


@dataclass(frozen=True)
class Drawn:
    """A result's number as it is written; `book` and `place` where it came from a book."""

    text: str
    book: NumberBook | None = None
    place: int | None = None


@dataclass(frozen=True)
class Offered:
    """A book that is open, and the number that would come next if nobody were faster."""

    book: NumberBook
    place: int


def written(book: NumberBook, place: int) -> str:
    """The number `place` of `book` as papers cite it: `124, quyển số 01/2020-SCT/BS`."""
    return f"{place}, quyển số {book.volume:02d}/{book.year}-{book.sign}"


def offered(unit: Unit, at: datetime) -> list[Offered]:
    """The books of `unit` from which numbers are drawn at `at`, by name; numbers hold only when drawn."""
    books = list(NumberBook.objects.filter(unit=unit, closed_on=None, year=frame.local_day(at).year))
    last = Counter.objects.in_bulk([_series(unit, book) for book in books])
    found = [
        Offered(book, last[key].last + 1 if (key := _series(unit, book)) in last else 1) for book in books
    ]
    return sorted(found, key=lambda one: (one.book.name, one.book.sign))


def draw(typed: str, book: NumberBook | None, unit: Unit, at: datetime) -> Drawn:
    """The number that was `typed`; without one the next of `book`, held until the transaction ends.

    Raises RefusedError for a book of another unit or year, or one that was closed meanwhile.
    """
    if typed.strip() or book is None:
        return Drawn(typed.strip())
    now = NumberBook.objects.select_for_update().get(pk=book.pk)
    if now.closed_on or now.unit_id != unit.pk or now.year != frame.local_day(at).year:
        raise RefusedError(Refusal.BOOK_NOT_OPEN, field="book")
    place = numbering.next_number(_series(unit, now))
    return Drawn(written(now, place), now, place)


def last_number(book: NumberBook) -> int:
    """The last number drawn in the year of `book` from it and the volumes before it; 0 for none."""
    found = Counter.objects.filter(series=_series(book.unit, book)).first()
    return found.last if found else 0


def _series(unit: Unit, book: NumberBook) -> str:
    return f"book:{unit.code}:{book.sign}:{book.year}"
