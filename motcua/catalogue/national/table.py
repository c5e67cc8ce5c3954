"""What every table of the national catalogue becomes: rows in the source's order, and what was kept as text.

Nothing is lost: header, parts and trailer, put together again, are the source to the letter.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

# What the portal prints in place of an empty table or cell.
NO_INFORMATION = "Không có thông tin"


class Reason(StrEnum):
    """Why a text was not taken apart, or why a row of it is unsure."""

    NO_HEADER = "no_header"  # the table's head is missing: the crawl cut the page elsewhere
    NO_FIRST_ROW = "no_first_row"  # what follows the head is no row
    NO_COUNT = "no_count"  # papers without the number of copies that ends each row
    NO_CODE = "no_code"  # a title or name after which no code follows
    UNIT_LOST = "unit_lost"  # a limit's number without its unit
    LIMIT_IN_WORDS = "limit_in_words"  # a limit told in words
    LIMIT_AND_FEE_GLUED = "limit_and_fee_glued"  # two numbers printed as one
    NOTE_NOT_CLOSED = "note_not_closed"  # where the fee's note ends and the description begins is unknown
    FEE_IN_DOUBT = "fee_in_doubt"  # the printed fee and its note don't say the same
    FORM_NOT_SPLIT = "form_not_split"  # a form's file name stands at the end of the paper's name
    NUMBER_GLUED = "number_glued"  # a document's number touches the number before it
    NAME_MISSING = "name_missing"  # a row of which only the last cell was printed


class Piece(Protocol):
    """A row or a kept text: it knows its source text."""

    @property
    def source(self) -> str: ...


PieceT = TypeVar("PieceT", bound=Piece)


@dataclass(frozen=True, slots=True)
class Kept:
    """Text that was not taken apart, and why."""

    text: str
    reason: Reason

    @property
    def source(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Table(Generic[PieceT]):
    """One table: `header` and `trailer` are the page's own words, `parts` its content in order."""

    header: str = ""
    parts: tuple[PieceT | Kept, ...] = ()
    trailer: str = ""

    @property
    def rows(self) -> tuple[PieceT, ...]:
        """The parts that became rows."""
        return tuple(part for part in self.parts if not isinstance(part, Kept))

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The parts that stayed text."""
        return tuple(part for part in self.parts if isinstance(part, Kept))

    @property
    def is_empty(self) -> bool:
        """The source says nothing in this table."""
        return not self.parts

    @property
    def is_parsed(self) -> bool:
        """Every character of the content belongs to a row."""
        return bool(self.parts) and not self.kept

    @property
    def source(self) -> str:
        """The text from which the table was read, to the letter."""
        return self.header + "".join(part.source for part in self.parts) + self.trailer


def kept_whole(text: str, reason: Reason, header: str = "", trailer: str = "") -> Table[PieceT]:
    """A table of which everything stays text; blank text makes an empty table."""
    if not text.strip():
        return Table(header + text, (), trailer)
    return Table(header, (Kept(text, reason),), trailer)
