"""How wide a text is when drawn, so that a drawing can break its lines on the server. Pure."""

import unicodedata
from functools import lru_cache

# Widths in em, measured on Be Vietnam Pro and rounded up; marks take no room.
_NARROW = frozenset("iIjl.,:;'|!()[]")
_MIDDLE = frozenset('frt-“”"/ ')
_WIDE = frozenset("mwMW@%—")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in units of `size`, on the safe side."""
    return _ems(text) * size * (1.05 if bold else 1.0)


@lru_cache(maxsize=10_000)  # the words of processes, which every page of a dossier draws
def _ems(text: str) -> float:
    bare = unicodedata.normalize("NFD", text)
    return sum(_em(char) for char in bare if not unicodedata.combining(char))


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.31
    if char in _MIDDLE:
        return 0.39
    if char in _WIDE:
        return 0.94
    return 0.72 if char.isupper() else 0.6


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` broken into lines of at most `room`; a word longer than a line stands alone on it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) > room:
            lines.append(word)
        elif lines:
            lines[-1] = longer
        else:
            lines = [word]
    return lines
