"""The workbook to fill in: one line a paper, procedures to choose from, what each needs, how it is done."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import prefetch_related_objects

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Outage
from motcua.lib.times import LOCAL
from motcua.web.outages.columns import COLUMNS, GUIDE_SHEET, MOST_ROWS, PROCEDURES_SHEET, ROWS_SHEET

_HEADS = ("Thủ tục", "Trường hợp", "Giấy tờ (số thứ tự; * là bắt buộc)")
_LONGEST = 32_000  # letters; a cell holds little more
_AS_TEXT = {"number", "procedure", "case", "name", "id_number", "phone", "address", "papers", "note"}


def template(outage: Outage, procedures: Sequence[ProcedureVersion]) -> bytes:
    """The workbook for the papers of `outage`, with `procedures` as the list of its third column."""
    prefetch_related_objects(procedures, "cases", "components")
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    forms = {
        "head": book.add_format({"bold": True, "bg_color": "#F3E3B3", "border": 1, "text_wrap": True}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"}),
        "money": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _rows(book.add_worksheet(ROWS_SHEET), forms, len(procedures))
    _procedures(book.add_worksheet(PROCEDURES_SHEET), forms, procedures)
    _guide(book.add_worksheet(GUIDE_SHEET), forms, outage)
    book.close()
    return out.getvalue()


def _rows(page: Any, forms: dict[str, Any], procedures: int) -> None:
    for place, column in enumerate(COLUMNS):
        kind = "text" if column.key in _AS_TEXT else "time" if column.key == "taken_at" else "money"
        page.set_column(place, place, column.width, forms[kind])
        page.write_string(0, place, column.title + (" *" if column.needed else ""), forms["head"])
        if column.hint:
            page.write_comment(0, place, column.hint)
    page.freeze_panes(1, 1)
    chosen = f"='{PROCEDURES_SHEET}'!$A$2:$A${procedures + 1}"
    place = next(place for place, column in enumerate(COLUMNS) if column.key == "procedure")
    if procedures:
        page.data_validation(
            1,
            place,
            MOST_ROWS,
            place,
            {
                "validate": "list",
                "source": chosen,
                "error_type": "information",
                "error_title": "Thủ tục",
                "error_message": "Không có trong danh sách của đơn vị. Nếu gõ mã thủ tục thì bấm OK.",
            },
        )


def _procedures(page: Any, forms: dict[str, Any], procedures: Iterable[ProcedureVersion]) -> None:
    for place, title in enumerate(_HEADS):
        page.write_string(0, place, title, forms["head"])
    page.set_column(0, 0, 60)
    page.set_column(1, 1, 40)
    page.set_column(2, 2, 90)
    page.freeze_panes(1, 1)
    for line, version in enumerate(procedures, start=1):
        cases = "\n".join(case.name for case in version.cases.all())
        papers = "\n".join(
            f"{paper.position}. {paper.name}{' *' if paper.mandatory else ''}"
            for paper in version.components.all()
        )
        for place, text in enumerate((f"{version.procedure.code} – {version.name}", cases, papers)):
            page.write_string(line, place, text[:_LONGEST], forms["wrap"])


def _guide(page: Any, forms: dict[str, Any], outage: Outage) -> None:
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 100)
    began, ended = (
        at.astimezone(LOCAL).strftime("%H:%M %d/%m/%Y") for at in (outage.began_at, outage.ended_at)
    )
    lines = [
        ("NHẬP BÙ HỒ SƠ", outage.unit.name),
        ("Thời gian", f"Từ {began} đến {ended}: {outage.ground}"),
        ("Cách ghi", f"Mỗi giấy tiếp nhận viết tay là một dòng ở tờ {ROWS_SHEET}, từ dòng 2."),
        ("", f"Không gộp ô, không dùng công thức, không đổi cột; nhiều nhất {MOST_ROWS} dòng."),
        *((f"Cột {column.letter}: {column.title}", column.hint) for column in COLUMNS if column.hint),
    ]
    for line, (name, text) in enumerate(lines):
        page.write_string(line, 0, name, forms["wrap"])
        page.write_string(line, 1, text, forms["wrap"])
