"""Tables of columns and rows, as text, CSV or XLSX. Knows nothing of what they mean."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.lib.times import LOCAL

_WIDEST = 48
_RISKY = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | datetime | None


@dataclass(frozen=True)
class Sheet:
    """A table with a heading of several lines; `columns` are titles, each row has as many values."""

    heading: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]] = field(default_factory=list)


def as_text(sheet: Sheet) -> str:
    """Aligned columns; numbers to the right, long texts cut with an ellipsis."""
    body = [[_cut(_word(value)) for value in row] for row in sheet.rows]
    numeric = [all(isinstance(row[i], int) for row in sheet.rows) for i in range(len(sheet.columns))]
    titles = [_cut(title) for title in sheet.columns]
    widths = [max(_width(line[i]) for line in [titles, *body]) for i in range(len(titles))]
    lines = [_line(titles, widths, numeric), "  ".join("-" * width for width in widths)]
    lines += [_line(row, widths, numeric) for row in body]
    return "\n".join([*sheet.heading, "", *lines]) + "\n"


def as_csv(sheet: Sheet) -> str:
    """Titles and rows, no heading. Texts that a spreadsheet would take for a formula begin with a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(value) for value in row] for row in sheet.rows)
    return out.getvalue()


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one sheet: heading, titles, rows; texts are texts, times are local."""
    book = Workbook()
    page: Worksheet = book.active
    for number, line in enumerate(sheet.heading, start=1):
        _put(page.cell(number, 1), line).font = Font(bold=number == 1)
    top = len(sheet.heading) + 2
    for number, title in enumerate(sheet.columns, start=1):
        cell = _put(page.cell(top, number), title)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(number)].width = 14 if number > 2 else 32
    for number, row in enumerate(sheet.rows, start=top + 1):
        for place, value in enumerate(row, start=1):
            _put(page.cell(number, place), value)
    page.freeze_panes = page.cell(top + 1, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Cell, value: Value) -> Cell:
    if isinstance(value, datetime):
        cell.value = value.astimezone(LOCAL).replace(tzinfo=None)
        cell.number_format = "dd/mm/yyyy hh:mm"
        return cell
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _word(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(LOCAL).strftime("%d/%m/%Y %H:%M")
    return str(value)


def _harmless(value: Value) -> Any:
    text = _word(value)
    return "'" + text if isinstance(value, str) and text.startswith(_RISKY) else text


def _line(words: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = [
        " " * (width - _width(word)) + word if right else word + " " * (width - _width(word))
        for word, width, right in zip(words, widths, numeric, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _WIDEST else one_line[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    return sum(not unicodedata.combining(char) for char in text)
