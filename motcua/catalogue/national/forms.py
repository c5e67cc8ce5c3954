"""File names of forms, glued to the end of a paper's name: where does the file name begin?

Two signs, tried in turn, each a place where a new word touches the one before it. First, the word is one
that names of forms begin with ("…NĐ-CPMẫu số 11.docx"). Else there is exactly one place where a bracket, a
stop or a small letter is followed by a letter or digit without a blank ("…Bộ Công an.NA5.doc"). With neither,
the file name stays with the paper's name, and the row says so.
"""

import re
import unicodedata
from itertools import pairwise

_EXTENSION = r"\.(?:docx|doc(?!x)|pdf|xlsx|xls(?!x))"
# Two files follow each other without a blank; "Mẫu 04.docx (1).doc" is one.
_NEXT_FILE = re.compile(rf"{_EXTENSION}(?=[^\W_])")
_ENDS_WITH_FILE = re.compile(rf"{_EXTENSION}\Z")
# How file names of forms begin: with marks, without, or with the marked letters dropped.
_WORDS = (
    "Mẫu,MẪU,mẫu,Mau,MAU,mau so,Mus,MuC,Phụ lục,PHỤ LỤC,phụ lục,Phu luc,phu luc,Phuluc,PhuLuc,Phlc,Tờ khai,"
    "Tờ trình,To khai,To trinh,Tokhai,Đơn,ĐƠN,Don,đơn đề nghị,Đề án,De an,Văn bản,văn bản,Van ban,Giấy,GIẤY,"
    "Giay,giấy đề nghị,Phiếu,Phieu,Báo cáo,BÁO CÁO,Bao cao,Bản,BẢN,Ban,bản thông tin,Biểu,Bieu,Biên bản,"
    "Bien ban,Danh sách,Danh sach,Nghị,Thông,Thủ tục,Hồ sơ,Hợp đồng,Bảng,Thuyết minh,Thuyet minh,Công văn"
)
# Some file names are written with the marks apart from their letters.
_FORMS = {form for word in _WORDS.split(",") for form in (word, unicodedata.normalize("NFD", word))}
_BEGINNINGS = (
    "|".join(re.escape(form) for form in sorted(_FORMS, reverse=True))
    + r"|M[us](?=\d)|(?:(?<=CP)|(?<![A-ZĐ]))(?:PHLC|PL|(?:TK|VB|BC|DS)(?=[ ._\d]))"
)
_KNOWN = re.compile(rf"(?<=[^\s/\-+_(])(?:(?<![\dA-ZĐ])\d{{1,3}}[.\-] ?){{0,3}}(?:{_BEGINNINGS})")
_ANY = re.compile(r"(?<=[);,])(?=[^\W_])|(?<=[^\W\d_]\.)(?=[^\W_])|(?<=\)\.)(?=[^\W_])|(?<=\w)(?=[A-ZĐ])")
_SMALL_LETTER = re.compile(r"[^\W\dA-ZĐ_]")
_LONGEST_FILE = 160


def split_forms(text: str) -> tuple[str, tuple[str, ...], bool]:
    """(name, file names, split) of a paper's name cell with its form cell glued on.

    Name and file names, put together, are `text`. `split` is False when a file name is there but its
    beginning is not certain; then it stays in the name, and file names that follow it are still cut off.
    """
    if not _ENDS_WITH_FILE.search(text):
        return text, (), True
    cuts = [found.end() for found in _NEXT_FILE.finditer(text)]
    start = _beginning(text[: cuts[0] if cuts else len(text)])
    edges = ([start] if start else []) + cuts + [len(text)]
    files = tuple(text[a:b] for a, b in pairwise(edges))
    return text[: edges[0]], files, start is not None


def _beginning(text: str) -> int | None:
    """Where the file name at the end of `text` begins, None when that is not certain."""
    window = max(1, len(text) - _LONGEST_FILE)
    starts = [found.start() for found in _KNOWN.finditer(text, window)]
    while len(starts) > 1 and not re.search(r"\s", text[starts[-2] : starts[-1]]):
        starts.pop()
    if starts:
        return starts[-1]
    bare = re.sub(rf"(?:{_EXTENSION})+\Z", "", text)
    places = [found.start() for found in _ANY.finditer(bare, window) if _touches(bare, found.start())]
    alone = len(places) == 1 and bare.count(")", places[0]) <= bare.count("(", places[0])
    return places[0] if alone else None


def _touches(text: str, place: int) -> bool:
    """A capital begins a new word only behind a small letter; a stop or bracket always ends one."""
    return not text[place - 1].isalnum() or bool(_SMALL_LETTER.match(text[place - 1]))
