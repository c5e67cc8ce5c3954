"""Limits as the cell of the "ways" table prints them, and in the notation of the working-time engine."""

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.national.table import NO_INFORMATION

# Longest first: "Ngày" is the beginning of "Ngày làm việc".
UNITS = {
    "Ngày làm việc": "wd",
    "Ngày": "d",
    "Giờ làm việc": "h",
    "Giờ": "h",
    "Tháng": "mo",
    "Phút": "min",
}
COUNTED = r"\d+ (?:" + "|".join(UNITS) + ")"
WORDED = (
    "Không phải trả kết quả cho người nộp thuế",
    "Không quy định",
    "Trong ngày",
    "Không ",
    "Không",
)
_COUNTED = re.compile(rf"(\d+) ({'|'.join(UNITS)})")


class LimitKind(StrEnum):
    """What the cell says."""

    COUNTED = "counted"  # a number and its unit
    SAME_DAY = "same_day"  # "Trong ngày"
    NOT_STATED = "not_stated"  # "Không có thông tin"
    UNIT_LOST = "unit_lost"  # a bare number: the crawl lost the unit, and none is invented
    WORDED = "worded"  # other words
    GLUED = "glued"  # the number runs into the fee's; both stand in the fee's text


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its text as printed, what it is, its number, and its unit where one is printed."""

    text: str
    kind: LimitKind
    amount: int | None = None
    unit: str = ""

    @property
    def notation(self) -> str:
        """As `motcua due` takes it (`3 wd`, `4 h`, `same_day`); empty when the cell doesn't say that much."""
        if self.kind is LimitKind.SAME_DAY:
            return "same_day"
        return f"{self.amount} {self.unit}" if self.kind is LimitKind.COUNTED else ""


def read_limit(text: str) -> Limit:
    """The limit that a cell prints; never raises.

    Zero of a unit is no limit that could be kept: it stays as words.
    """
    if text == "":
        return Limit(text, LimitKind.GLUED)
    if text == NO_INFORMATION:
        return Limit(text, LimitKind.NOT_STATED)
    if text == "Trong ngày":
        return Limit(text, LimitKind.SAME_DAY)
    if text.isascii() and text.isdigit():
        return Limit(text, LimitKind.UNIT_LOST, int(text[:9]))
    counted = _COUNTED.fullmatch(text)
    if counted and len(counted[1]) <= 5 and int(counted[1]) > 0:
        return Limit(text, LimitKind.COUNTED, int(counted[1]), UNITS[counted[2]])
    return Limit(text, LimitKind.WORDED)
