"""A register as a workbook, written row by row: memory stays bounded however long the book is."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import IO, Any

import xlsxwriter

from motcua.printouts.content import printed_fields
from motcua.printouts.register import RegisterRow

# A spreadsheet takes texts that begin so for formulas when they are typed or saved as CSV.
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"number": 7, "sets": 9, "procedure": 44, "owner": 28, "address": 40, "lead_agency": 24, "code": 27}
_USUAL_WIDTH = 14
_TITLES = {"returned_on": "Ngày trả kết quả"}  # on paper a line above the columns says what the day is of
_LONGEST = 32_767  # letters that a cell holds
_AS_IS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(out: IO[bytes], heading: Iterable[str], rows: Iterable[RegisterRow]) -> None:
    """The workbook of `rows` under the lines of `heading` into `out`; texts are texts, days are days.

    A text that a spreadsheet might take for a formula is marked as text, so that it stays one when the cell
    is edited.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **_AS_IS})
    page = book.add_worksheet("So theo doi")
    bold = book.add_format({"bold": True})
    top = _head(page, heading, bold, book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
    put = _Writer(
        page, book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"quote_prefix": True})
    )
    names = [field.name for field in fields(RegisterRow)]
    for line, row in enumerate(rows, start=top + 1):
        for place, name in enumerate(names):
            put(line, place, getattr(row, name))
    page.freeze_panes(top + 1, 2)
    book.close()


def _head(page: Any, heading: Iterable[str], bold: Any, titles: Any) -> int:
    """Heading and titles; the row (from 0) of the titles."""
    top = 0
    for top, line in enumerate(heading, start=1):
        page.write_string(top - 1, 0, line, bold)
    top += 1
    for place, (name, shown, _) in enumerate(printed_fields(RegisterRow)):
        page.set_column(place, place, _WIDTHS.get(name, _USUAL_WIDTH))
        page.write_string(top, place, _TITLES.get(name, shown.label), titles)
    return top


class _Writer:
    """Puts a value where it belongs, by its kind."""

    def __init__(self, page: Any, day: Any, quoted: Any) -> None:
        self.page, self.day, self.quoted = page, day, quoted

    def __call__(self, line: int, place: int, value: str | int | date | None) -> None:
        if isinstance(value, int):
            self.page.write_number(line, place, value)
        elif isinstance(value, date):
            self.page.write_datetime(line, place, value, self.day)
        elif value:
            quoted = self.quoted if value.startswith(_RISKY) else None
            self.page.write_string(line, place, value[:_LONGEST], quoted)
