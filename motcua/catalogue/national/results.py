"""The table "kết quả xử lý": results, each a name and its code, then the rest of the page."""

import re
from dataclasses import dataclass

from motcua.catalogue.national.table import NO_INFORMATION, Kept, Reason, Table, kept_whole

_CODE_HEAD = "Mã: "
# A code is letters, digits, dots and hyphens and ends with its last number: "KQ.G12.000217UBND" is a code and
# the first word of the next name.
_CODE = re.compile(r"(?:[A-Za-z]{0,4}[0-9]*[.\-])*[A-Za-z_]{0,5}[0-9]+", re.ASCII)
_LAST_CODE = re.compile(r"\S{1,40}")
_TRAILER = re.compile(
    r"Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*?)(?P<page>Chọn cơ quan thực hiện.*)?\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result and its code as printed."""

    name: str
    code: str

    @property
    def source(self) -> str:
        return self.name + _CODE_HEAD + self.code


@dataclass(frozen=True, slots=True)
class Results:
    """The table, and the keywords and description of the procedure, which the page prints behind it."""

    table: Table[Outcome]
    keywords: str = ""
    description: str = ""


def parse_results(text: str) -> Results:
    """The results; never raises."""
    trailer = _TRAILER.search(text)
    body = text[: trailer.start()] if trailer else text
    tail = text[len(body) :]
    keywords, description = (
        (_said(trailer["keywords"]), _said(trailer["description"])) if trailer else ("", "")
    )
    return Results(_table(body, tail), keywords, description)


def _said(text: str) -> str:
    return "" if text.strip() == NO_INFORMATION else text.strip()


def _table(body: str, tail: str) -> Table[Outcome]:
    if body.strip() in ("", NO_INFORMATION):
        return Table(body, (), tail)
    pieces = body.split(_CODE_HEAD)
    if len(pieces) == 1:
        return kept_whole(body, Reason.NO_CODE, trailer=tail)
    parts: list[Outcome | Kept] = []
    name = pieces[0]
    for piece in pieces[1:-1]:
        code = _CODE.match(piece)
        if not code:
            return kept_whole(body, Reason.NO_CODE, trailer=tail)
        parts.append(Outcome(name, code[0]))
        name = piece[code.end() :]
    last = _LAST_CODE.fullmatch(pieces[-1].rstrip()) or _CODE.match(pieces[-1])
    if not last:
        return Table("", (*parts, Kept(name + _CODE_HEAD + pieces[-1], Reason.NO_CODE)), tail)
    parts.append(Outcome(name, last[0]))
    rest = pieces[-1][last.end() :]
    if rest.strip():
        parts.append(Kept(rest, Reason.NO_CODE))
        rest = ""
    return Table("", tuple(parts), rest + tail)
