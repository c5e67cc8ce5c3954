"""The table "căn cứ pháp lý": documents, each a title and its number and sign, printed without separators.

Numbers with sign ("85/2019/TT-BTC") come from a closed vocabulary of signs, so both ends of one are seen even
where other text touches it. One ends a row when it touches the text before it ("…Trung ương85/2019/TT-BTC"),
for in a sentence a blank stands there; or when a word for its kind does ("…nhà nướcLuật số 83/2015/QH13"); or
when the next title touches its end. A number that the same number touches stands at the end of its title
("Luật Nhà ở số 27/2023/QH15" + "27/2023/QH15"). A year before a number is cut off ("năm 2020" and
"76/2025/QH15").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.catalogue.national.table import NO_INFORMATION, Kept, Reason, Table, kept_whole

HEADER = "Tên văn bản pháp lýMã văn bản"

# Longest first where one begins another.
_ISSUERS = (
    "BNNPTNT BLĐTBXH BVHTTDL VKSNDTC TANDTC BNN&PTNT BTTTT BGTVT BTNMT BNNMT BGDĐT BKHCN BKHĐT UBND HĐND "
    "NHNN VPCP VPQH BHXH CSXH TTCP HĐTP CTN TTg BTC BTP BCA BXD BYT BNV BCT BQP BNG UBT CP NĐ NV BT C"
).split()
_KINDS = "TTLT NQLT VBHN NĐ ND NÐ NQ TT QĐ QD PL L CP BQP BCA BHXH BGDĐT BKHĐT".split()
_ISSUER = rf"(?:UBTVQH\d\d|QH\d\d|{'|'.join(_ISSUERS)})"
_SIGN = rf"(?:UBTVQH\d\d|QH\d\d|(?:{'|'.join(_KINDS)})(?:(?:- ?|[_–/]){_ISSUER})+)"
_CODE = re.compile(rf"(?P<number>(?<!\d)\d{{1,3}}\.\d{{1,2}}|\d+[a-z]?)(?P<rest>(?:/\d{{4}}){{0,2}}/{_SIGN})")
# The last code of a table may have lost its sign: "461/QĐ", "24/2024".
_LAST = re.compile(r"(?<=[^\s\d/])(?P<number>\d{1,4})(?P<rest>/(?:19|20)\d\d(?:/[^\W\d_]{1,4})?)\s*\Z")
_KIND_WORD = (
    r"(?:Bộ luật|Lu[ậấ]t|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Pháp lệnh|TT|NĐ|QĐ)"
    r"(?:[ \t]+số)?"
)
_WORDED_CODE = re.compile(rf"(?<=[^\s(\-–])(?:{_KIND_WORD}|[Ss]ố)[ \t]*\Z")
_SHORT_KIND = re.compile(r"(?<![A-ZĐ\s])(?:TT|NĐ|NQ|QĐ)\Z")
_ONLY_KIND = re.compile(rf"\s*(?:{_KIND_WORD}|[Ss]ố)\s*")
_WORDED_ALONE = re.compile(rf"(?<=\s)(?:{_KIND_WORD})[ \t]*\Z")
# Behind these a kind and number belong to the sentence.
_LINKING = re.compile(r"(?:của|theo|tại|và|các|bởi|với|hành|điều|đổi|sung|bỏ|trong|từ|đến|về|[,;:(])\s*\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[ \t]+(?:ngày|của|quy|về|và|sửa|hướng|do|được|có|\()", re.IGNORECASE)
_DATE = re.compile(r"[ \t]*ngày\b")
_NEXT_TITLE = re.compile(r"[ \t]+[A-ZĐ]|[ \t]+sửa đổi")
_CITING = re.compile(r"(?:số|luật|nghị định|nghị quyết|thông tư|quyết định|liên tịch)\s*\Z", re.IGNORECASE)
_TWICE = re.compile(r"(?P<title>\S.*\d.*)(?P=title)\s*")
_TRAILER = re.compile(r"Cơ quan thực hiện.*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Basis:
    """One document: title and code as printed; the code may carry its kind ("Luật số 83/2015/QH13")."""

    title: str
    code: str
    unsure: tuple[Reason, ...] = ()

    @property
    def source(self) -> str:
        return self.title + self.code


def parse_legal(text: str) -> Table[Basis]:
    """The documents; never raises."""
    tail = _TRAILER.search(text)
    trailer = tail[0] if tail else ""
    text = text[: len(text) - len(trailer)]
    if text.strip() in ("", NO_INFORMATION):
        return Table(header=text, trailer=trailer)
    if not text.startswith(HEADER):
        return kept_whole(text, Reason.NO_HEADER, trailer=trailer)
    return _table(text[len(HEADER) :], trailer)


def _table(body: str, trailer: str) -> Table[Basis]:
    parts: list[Basis | Kept] = []
    begin = 0
    for start, end, unsure in _code_cells(body):
        parts.append(Basis(body[begin:start], body[start:end], unsure))
        begin = end
    rest = body[begin:]
    if not rest.strip(" .;,\n\t"):
        return Table(HEADER, tuple(parts), rest + trailer)
    twice = _TWICE.fullmatch(rest)
    parts.append(_named_by_code(rest, twice) if twice else Kept(rest, Reason.NO_CODE))
    return Table(HEADER, tuple(parts), trailer)


def _named_by_code(rest: str, twice: re.Match[str]) -> Basis:
    end = twice.end("title")
    return Basis(rest[:end], rest[end:], (Reason.NUMBER_GLUED,))


def _code_cells(body: str) -> Iterator[tuple[int, int, tuple[Reason, ...]]]:
    """(start, end, doubts) of each code cell, in order."""
    begin = 0
    codes = _codes(body)
    starting = {code.start(): code[0] for code in codes}
    for code in codes:
        cell = _cell(body, begin, code, starting.get(code.end()))
        if cell and body[begin : cell[0]].strip():
            yield cell[0], code.end(), cell[1]
            begin = code.end()


def _codes(body: str) -> list[re.Match[str]]:
    found = list(_CODE.finditer(body))
    last = _LAST.search(body, found[-1].end() if found else 0)
    return [*found, last] if last else found


def _cell(
    body: str, begin: int, code: re.Match[str], touching: str | None
) -> tuple[int, tuple[Reason, ...]] | None:
    """(start of the code cell that ends with `code`, doubts), None when the code belongs to a title.

    `touching` is the code that follows without a gap.
    """
    start = code.start()
    before = body[start - 1] if start > begin else ""
    if before and not before.isspace() and before not in "(-–/“":
        mistyped = before.isalpha() and body[start - 2 : start] in ("số", "tư", "ật")
        if mistyped and _SENTENCE.match(body, code.end()):
            return None
        short = _SHORT_KIND.search(body, begin, start)
        return (short.start() if short and short.start() > begin else start), ()
    years = _year_before(code["number"])
    if years:
        return start + years, (Reason.NUMBER_GLUED,)
    if (touching and code[0].startswith(touching)) or _ONLY_KIND.fullmatch(body, begin, start):
        return None
    worded = _worded_cell(body, begin, code)
    if worded or (touching and _CITING.search(body, begin, start)):
        return worded
    return _spaced_cell(body, begin, code)


def _worded_cell(body: str, begin: int, code: re.Match[str]) -> tuple[int, tuple[Reason, ...]] | None:
    """A code whose kind ("Luật số …") touches the title, said once, with no sentence going on behind it."""
    worded = _WORDED_CODE.search(body, begin, code.start())
    if not worded or worded.start() <= begin or _SENTENCE.match(body, code.end()):
        return None
    said_again = body.startswith(body[worded.start() : code.end()], code.end())
    return None if said_again else (worded.start(), ())


def _spaced_cell(body: str, begin: int, code: re.Match[str]) -> tuple[int, tuple[Reason, ...]] | None:
    """A code with a blank before it which the next title touches, or with a blank and a title behind it."""
    start, end = code.start(), code.end()
    if start <= begin or not body[start - 1].isspace() or _DATE.match(body, end):
        return None
    if _touches_next(body, end):
        return start, (Reason.NUMBER_GLUED,)
    if not _NEXT_TITLE.match(body, end):
        return None
    worded = _WORDED_ALONE.search(body, begin, start)
    if worded and worded.start() > begin and not _LINKING.search(body, begin, worded.start()):
        return worded.start(), (Reason.NUMBER_GLUED,)
    return None if _CITING.search(body, begin, start) else (start, (Reason.NUMBER_GLUED,))


def _year_before(number: str) -> int:
    """4 when the number is a year with a document's number glued on, else 0."""
    return 4 if len(number) > 4 and _YEAR.match(number) else 0


def _touches_next(body: str, end: int) -> bool:
    rest = body[end:]
    return not rest.strip(" .;,") or not (rest[0].isspace() or rest[0] in ",.;:)”’/")
