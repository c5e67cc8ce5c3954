"""What signatures put on a result: the leader's stamp, the row of number and day. Pure.

Both are pages of their own, as large as the box that they fill on the document.
"""

from datetime import date, datetime
from typing import NamedTuple

from motcua.lib.times import LOCAL
from motcua.printouts import wording
from motcua.printouts.glyphs import displayable
from motcua.printouts.parts import Json
from motcua.printouts.render import Place, typeset

MM = 72 / 25.4
PAGE_HEIGHT = 297 * MM
LEFT, RIGHT = 30 * MM, 192 * MM
"""The text of a result on A4 stands between them, in points (templates/base.typ)."""
STAMP_WIDTH, STAMP_HEIGHT = 62 * MM, 18 * MM
ROW_HEIGHT, ROW_RISE = 16.0, 2.5


class Box(NamedTuple):
    """A rectangle on a page (from 1), in points from its lower left corner, as PDF counts."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def stamp_box(place: Place) -> Box:
    """Where the stamp stands: centred under the authority of who signs."""
    top = PAGE_HEIGHT - place.y - 1.5
    return Box(place.page, place.x - STAMP_WIDTH / 2, top - STAMP_HEIGHT, place.x + STAMP_WIDTH / 2, top)


def number_box(place: Place) -> Box:
    """The row of number, place and day, from margin to margin."""
    top = PAGE_HEIGHT - place.y + ROW_RISE
    return Box(place.page, LEFT, top - ROW_HEIGHT, RIGHT, top)


def signature_stamp(*, name: str, office: str, at: datetime) -> bytes:
    """The page that a leader's signature shows: name, office, the aware time in Asia/Ho_Chi_Minh."""
    data: dict[str, Json] = {
        "name": displayable(name),
        "office": displayable(office),
        "at": f"{at.astimezone(LOCAL):%d/%m/%Y %H:%M:%S %z}",
        "width": _hundredths(STAMP_WIDTH),
        "height": _hundredths(STAMP_HEIGHT),
    }
    return typeset("signature_stamp", data, at)


def number_row(*, number: str, place: str, on: date, at: datetime) -> bytes:
    """The page that the agency's signature shows: `number` with its symbol, place and day."""
    data: dict[str, Json] = {
        "number": displayable(f"Số: {number}"),
        "day": displayable(wording.place_and_day(place, on)),
        "rise": _hundredths(ROW_RISE),
        "width": _hundredths(RIGHT - LEFT),
        "height": _hundredths(ROW_HEIGHT),
        "labels": {},
        "paper": "a4",
    }
    return typeset("number_row", data, at)


def _hundredths(points: float) -> int:
    return round(points * 100)
