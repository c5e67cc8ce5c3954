"""Text that the forms' font can show, so that no name can stop a paper from being printed. Pure.

PDF/A refuses characters without a glyph. What Tinos lacks becomes a white square, what is invisible is left
out, and runs without a blank get places to break, so that nothing leaves its column.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "\u25a1"  # white square
BREAK = "\u200b"  # zero-width space
LONGEST_RUN = 10  # letters; no Vietnamese syllable has more than seven
PIECE = 5  # letters; the register's narrowest column holds as many capitals
_CMAP_FORMAT = 4
_KEPT = {"\n"}
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs"}
_PHONE = re.compile(r"\b0\d{2,3} \d{3,4} \d{3,4}\b")
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_MARKS = r".,;:_@?&=/\\-"
_PIECES = re.compile(rf"[^{_MARKS}]{{1,{PIECE}}}[{_MARKS}]{{0,{PIECE}}}|[{_MARKS}]{{1,{PIECE}}}")


def displayable(text: str) -> str:
    """`text` in form C as it will be printed: line feeds between lines, nothing that the font cannot show."""
    lines = unicodedata.normalize("NFC", "\n".join(text.splitlines()))
    if not lines.isascii() or not lines.isprintable():
        lines = "".join(map(_shown, lines))
    whole = _PHONE.sub(lambda phone: phone[0].replace(" ", "\u00a0"), lines.strip())
    return _RUN.sub(_with_breaks, whole)


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    if unicodedata.category(character) in _INVISIBLE:
        return " " if character == "\t" else ""
    return character if ord(character) in covered() else MISSING


def _with_breaks(run: re.Match[str]) -> str:
    """A place to break after every mark and after every PIECE letters."""
    return BREAK.join(_PIECES.findall(run[0]))


@cache
def covered() -> frozenset[int]:
    """The code points that Tinos has glyphs for: the common ones of its four styles."""
    styles = [_code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*styles)


def _code_points(font: bytes) -> frozenset[int]:
    """The keys of a TrueType font's cmap in format 4 (OpenType specification, "cmap")."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = [struct.unpack_from(">L", font, start + 8 + 8 * i)[0] for i in range(count)]
    tables = [start + o for o in offsets if struct.unpack_from(">H", font, start + o)[0] == _CMAP_FORMAT]
    return frozenset(code for table in tables for code in _segments(font, table))


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count))
    return next(int(offset) for name, _checksum, offset, _length in records if name == tag)


def _segments(font: bytes, table: int) -> list[int]:
    (doubled,) = struct.unpack_from(">H", font, table + 6)
    n = doubled // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{n}H", font, table + at)
        for at in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    return [
        code
        for i in range(n)
        for code in range(starts[i], ends[i] + 1)
        if code != 0xFFFF
        and _glyph(font, table + 16 + 3 * doubled + 2 * i, code - starts[i], ranges[i], deltas[i], code)
    ]


def _glyph(font: bytes, at: int, place: int, offset: int, delta: int, code: int) -> int:
    if not offset:
        return (code + delta) & 0xFFFF
    (glyph,) = struct.unpack_from(">H", font, at + offset + 2 * place)
    return (glyph + delta) & 0xFFFF if glyph else 0
