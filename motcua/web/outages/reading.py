"""An uploaded workbook as rows of plain cells; what is not such a workbook, or too much, is refused.

The file comes from outside: sizes are checked before anything is unpacked, and only what the template has
is read.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from motcua.lib.text import nfc
from motcua.web.outages.columns import COLUMNS, MOST_ROWS, ROWS_SHEET

MOST_BYTES = 3 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024
_MOST_PARTS = 200
_LAST_ROW = 5 * MOST_ROWS  # reading makes a cell for every place above the last one that is used
_FIRST_ROW = 2
_LONGEST = 2000  # letters of a cell that are kept; no column takes as many


class Fault(StrEnum):
    """Why a file as a whole was not read."""

    OTHER_KIND = "other_kind"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    OTHER_COLUMNS = "other_columns"
    TOO_MANY_ROWS = "too_many_rows"
    EMPTY = "empty"


class NotReadError(Exception):
    """The file was not read, for `fault`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Is(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    FORMULA = "formula"
    MERGED = "merged"


class Cell(NamedTuple):
    """A cell's kind, and its content as text: numbers without a needless point, times in ISO 8601."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """A row of the file with its number there; `cells` by the key of their column, empty ones left out."""

    place: int
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What stands in the column."""
        cell = self.cells.get(key)
        return cell.text if cell else ""


def read(content: bytes) -> list[Row]:
    """The rows of the workbook that are not empty. Raises NotReadError."""
    _check_package(content)
    try:
        book = load_workbook(BytesIO(content), data_only=False, keep_links=False)
    except Exception as broken:  # whatever a broken file makes the reader stumble over
        raise NotReadError(Fault.UNREADABLE) from broken
    page = book[ROWS_SHEET] if ROWS_SHEET in book.sheetnames else book.worksheets[0]
    _check_columns(page)
    rows = _rows(page)
    if not rows:
        raise NotReadError(Fault.EMPTY)
    if len(rows) > MOST_ROWS:
        raise NotReadError(Fault.TOO_MANY_ROWS)
    return rows


def _check_package(content: bytes) -> None:
    """It is a workbook of the right kind, and unpacks to what a day's papers may come to."""
    if len(content) > MOST_BYTES:
        raise NotReadError(Fault.TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise NotReadError(Fault.OTHER_KIND)
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotReadError(Fault.TOO_LARGE)
            _check_parts(package, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as other:
        raise NotReadError(Fault.OTHER_KIND) from other


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Sizes are what the package says they are, and no part declares entities that would grow."""
    left = MOST_UNPACKED
    for part in parts:
        with package.open(part) as stream:
            text = stream.read(left + 1)
        left -= len(text)
        if left < 0:
            raise NotReadError(Fault.TOO_LARGE)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise NotReadError(Fault.UNREADABLE)


def _check_columns(page: Worksheet) -> None:
    found = [_title(page.cell(1, place).value) for place in range(1, len(COLUMNS) + 1)]
    if found != [_title(column.title) for column in COLUMNS]:
        raise NotReadError(Fault.OTHER_COLUMNS)


def _title(value: Any) -> str:
    return nfc(str(value or "")).rstrip("* ").lower()


def _rows(page: Worksheet) -> list[Row]:
    if page.max_row > _LAST_ROW:
        raise NotReadError(Fault.TOO_MANY_ROWS)
    covered = _covered(page)
    found = []
    for line in page.iter_rows(min_row=_FIRST_ROW, max_col=len(COLUMNS)):
        place = line[0].row
        cells = {
            column.key: cell
            for column, raw in zip(COLUMNS, line, strict=True)
            if (cell := _cell(raw, merged=(place, raw.column) in covered)) is not None
        }
        if cells:
            found.append(Row(place, cells))
        if len(found) > MOST_ROWS:
            break
    return found


def _covered(page: Worksheet) -> set[tuple[int, int]]:
    """Cells of merged ranges, as far as the columns go; of an endless range its first rows."""
    return {
        (row, place)
        for area in page.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, area.min_row + MOST_ROWS) + 1)
        for place in range(area.min_col, min(area.max_col, len(COLUMNS)) + 1)
    }


def _cell(raw: SheetCell, *, merged: bool) -> Cell | None:
    value = raw.value
    if merged:
        return Cell(Is.MERGED, nfc(str(value or ""))[:_LONGEST])
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if raw.data_type == "f":
        return Cell(Is.FORMULA, str(value)[:_LONGEST])
    if isinstance(value, datetime):
        return Cell(Is.DATE, value.replace(microsecond=0).isoformat())
    if isinstance(value, time):
        return Cell(Is.TIME, value.strftime("%H:%M"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(Is.NUMBER, str(int(value)) if float(value).is_integer() else repr(value))
    return Cell(Is.TEXT, nfc(str(value).replace("\0", ""))[:_LONGEST])
