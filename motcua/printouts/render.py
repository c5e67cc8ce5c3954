"""A paper as PDF/A in Vietnamese, with Tinos embedded; the same data give the same bytes."""

import io
import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import pypdf
import typst

from motcua.printouts.content import content
from motcua.printouts.fee_receipt import FeeReceipt
from motcua.printouts.forms import Form, form_in_force
from motcua.printouts.glyphs import FONTS
from motcua.printouts.parts import Json, Slip
from motcua.printouts.receipt import Receipt
from motcua.printouts.register import Register

TEMPLATES = Path(__file__).parent / "templates"
TAGGED: "typst.PDFStandards" = ["a-2a", "ua-1"]
# Tags would be nine tenths of a register's file.
UNTAGGED: "typst.PDFStandards" = ["a-2u"]
# Rows of the register typeset at once: a row takes a fifth of a megabyte while it is.
ROWS_AT_ONCE = 500
# The compiler remembers what its last ten runs made.
REMEMBERED_RUNS = 10


class Place(NamedTuple):
    """A point on a page (from 1), in points from its upper left corner."""

    page: int
    x: float
    y: float


class Paper(StrEnum):
    """What a paper is printed on. TWO_ON_A4: two A5 pages side by side on one sheet, to be cut."""

    A5 = "a5"
    A4 = "a4"
    TWO_ON_A4 = "two-on-a4"


def render(slip: Slip, *, paper: Paper | None = None) -> bytes:
    """The PDF of `slip` on `paper`: without it A5 for slips, A4 for the register and the hand-over list.

    Tagged PDF/A-2a and PDF/UA-1; the register PDF/A-2u. The PDF's dates are the slip's day, so that printing
    again gives the same file. Raises ValueError for a paper that the form is not made for, and NoFormInForce
    for a slip dated before the first set of forms. May be called from several threads.
    """
    form = form_in_force(slip.kind, slip.dated).form
    data = _data(slip, form, paper)
    made_at = datetime.combine(slip.dated, time(), UTC)
    if isinstance(slip, Register):
        return _register(form, data, made_at)
    return _compile(form, data, made_at, TAGGED)


def places(slip: Slip) -> dict[str, Place]:
    """Where the marked places of `slip` on A4 come to stand: those that its template marks, by name."""
    form = form_in_force(slip.kind, slip.dated).form
    told = typst.query(
        TEMPLATES / f"{form.template}.typ",
        "<mark>",
        field="value",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(slip, form, Paper.A4), ensure_ascii=False)},
    )
    return {mark.pop("name"): Place(**mark) for mark in json.loads(told)}


def typeset(template: str, data: Mapping[str, Json], made_at: datetime) -> bytes:
    """The PDF of a template that is no form: what is put on a document afterwards."""
    return _pdf(template, data, made_at.astimezone(UTC).replace(microsecond=0), UNTAGGED)


def _data(slip: Slip, form: Form, paper: Paper | None) -> dict[str, Json]:
    dated: list[Json] = [slip.dated.year, slip.dated.month, slip.dated.day]
    return content(slip) | {"paper": _paper(slip, form, paper).value, "dated": dated}


def _paper(slip: Slip, form: Form, wanted: Paper | None) -> Paper:
    paper = wanted or (Paper.A5 if form.on_a5 else Paper.A4)
    if paper is not Paper.A4 and not form.on_a5:
        raise ValueError(f"{slip.kind} is printed on A4")
    if paper is Paper.TWO_ON_A4 and not isinstance(slip, Receipt | FeeReceipt):
        raise ValueError("two copies on one sheet are for the receipts")
    return paper


def _register(form: Form, data: dict[str, Json], made_at: datetime) -> bytes:
    """A book of any length in bounded memory: typeset in parts, each from a new page on, and joined."""
    rows = cast(list[Json], data["rows"])
    book: pypdf.PdfWriter | None = None
    for start in range(0, max(len(rows), 1), ROWS_AT_ONCE):
        first_page = len(book.pages) + 1 if book else 1
        part = data | {"rows": rows[start : start + ROWS_AT_ONCE], "first_page": first_page}
        pdf = _compile(form, part, made_at, UNTAGGED)
        if len(rows) <= ROWS_AT_ONCE:
            return pdf
        _forget()
        if book is None:
            book = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
        else:
            book.append(io.BytesIO(pdf), import_outline=False)
    joined = io.BytesIO()
    cast(pypdf.PdfWriter, book).write(joined)
    return joined.getvalue()


def _compile(form: Form, data: dict[str, Json], made_at: datetime, standards: "typst.PDFStandards") -> bytes:
    return _pdf(form.template, data, made_at, standards)


def _pdf(
    template: str, data: Mapping[str, Json], made_at: datetime, standards: "typst.PDFStandards"
) -> bytes:
    pdf = _compiler().compile(
        input=TEMPLATES / f"{template}.typ",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=standards,
        pdf_tags=standards is TAGGED,
        timestamp=made_at,
    )
    return cast(bytes, pdf)


def _forget() -> None:
    """Gives back the memory of a large part; the compiler lets go of what its last runs did not use."""
    for _ in range(REMEMBERED_RUNS + 1):
        _compiler().compile(input=b"", format="svg")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


_worker = threading.local()


def _compiler() -> typst.Compiler:
    """One compiler a thread: it keeps templates and fonts warm, and is not made to be shared."""
    if not hasattr(_worker, "compiler"):
        _worker.compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    return cast(typst.Compiler, _worker.compiler)
