"""Workbooks of papers, as officers fill them in."""

from io import BytesIO

from openpyxl import Workbook

from motcua.web.outages.columns import COLUMNS, ROWS_SHEET

RIGHT = {
    "number": "01",
    "taken_at": "02/06/2020 09:15",
    "procedure": "9.100001 – Thủ tục đi một vòng",
    "name": "Lò Thị Ngọc Ánh",
    "id_number": "014185001234",
    "phone": "0912345678",
    "address": "Bản Hượn, Chiềng Hặc",
    "papers": "đủ",
}


def workbook(*rows, mend=lambda page: None):
    """The bytes of a workbook with these rows, each RIGHT but for its changes; None is an empty row."""
    book = Workbook()
    page = book.active
    page.title = ROWS_SHEET
    page.append([column.title + (" *" if column.needed else "") for column in COLUMNS])
    for changes in rows:
        row = {} if changes is None else RIGHT | changes
        page.append([row.get(column.key) for column in COLUMNS])
    mend(page)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
