"""File names of forms, glued to the end of a paper's name: where does the file name begin?

Two signs, tried in turn, each a place where a new word touches the one before it. First, the word is one
that names of forms begin with ("…NĐ-CPMẫu số 11.docx"). Else there is exactly one place where a bracket, a
stop or a small letter is followed by a letter or digit without a blank ("…Bộ Công an.NA5.doc"). With neither,
the file name stays with the paper's name, and the row says so.
"""

import re
from itertools import pairwise

_EXTENSION = r"\.(?:docx|doc(?!x)|pdf|xlsx|xls(?!x))"
# Two files follow each other without a blank; "Mẫu 04.docx (1).doc" is one.
_NEXT_FILE = re.compile(rf"{_EXTENSION}(?=[^\W_])")
_ENDS_WITH_FILE = re.compile(rf"{_EXTENSION}\Z")
# How file names of forms begin: with marks, without, or with the marked letters dropped.
_BEGINNINGS = (
    r"M[ẫẪa]u|Mu(?=\d)|M[ẪA]U|MauM?|Mu[sC]|Ms(?=\d)|m[ẫa]u|Ph[ụu] ?l[ụu]c|PH[ỤU] ?L[ỤU]C|ph[ụu] l[ụu]c|Phlc|"
    r"T[ờo] ?khai|T[ờo] trình|To trinh|Đơn|ĐƠN|Don|đơn đề nghị|Đề án|De an|V[ăa]n b[ảa]n|v[ăa]n b[ảa]n|"
    r"Giấy|GIẤY|Giay|giấy đề nghị|Phiếu|Phieu|B[áa]o c[áa]o|BÁO CÁO|B[ảa]n|BẢN|bản thông tin|"
    r"Biểu|Bieu|Biên bản|Bien ban|Danh s[áa]ch|Nghị|Thông|Thủ tục|Hồ sơ|Hợp đồng|Bảng|"
    r"Thuy[ếe]t minh|Công văn|"
    r"(?:(?<=CP)|(?<![A-ZĐ]))(?:PHLC|PL|(?:TK|VB|BC|DS)(?=[ ._\d]))"
)
_KNOWN = re.compile(rf"(?<=[^\s/\-+_(])(?:(?<!\d)\d{{1,3}}[.\-] ?){{0,3}}(?:{_BEGINNINGS})")
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
