"""Where things stand in the plots, in units of their drawing. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.surveys.results import Figure, Weighty

WIDE = 200
"""Width of the drawing of one interval or one bar."""
SIDE = 400
"""Side of the square of importance against performance."""
_EDGE = 24


@dataclass(frozen=True)
class Mark:
    """An interval from `low` to `high` with its dot at `value`."""

    low: float
    high: float
    value: float


@dataclass(frozen=True)
class Part:
    """A level's part of a bar: from `x` on, `width` wide; `level` from 1."""

    x: float
    width: float
    level: int


@dataclass(frozen=True)
class Dot:
    """A criterion's place in the square, with its number."""

    x: float
    y: float
    number: int


def begin_of(figures: Iterable[Figure]) -> int:
    """Where the axis begins: the full ten below every interval."""
    return int(min((f.low for f in figures if f.low is not None), default=0.0) // 10 * 10)


def mark(figure: Figure, begin: int) -> Mark | None:
    """The interval on an axis from `begin` to 100; None for a figure that is not shown."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    low, high, value = (
        round((end - begin) / (100 - begin) * WIDE, 1) for end in (figure.low, figure.high, figure.value)
    )
    return Mark(low, high, value)


def bar(shares: Sequence[Figure]) -> list[Part]:
    """The levels side by side; none when they are not shown."""
    parts, x = [], 0.0
    for level, figure in enumerate(shares, start=1):
        if figure.value is None:
            return []
        width = figure.value / 100 * WIDE
        parts.append(Part(round(x, 2), round(width, 2), level))
        x += width
    return parts


def square(rows: Sequence[Weighty]) -> list[Dot]:
    """Performance from left to right, importance upwards, each over the range that there is."""
    shown = [
        (number, row.performance.value, row.importance.value)
        for number, row in enumerate(rows, start=1)
        if row.performance.value is not None and row.importance.value is not None
    ]
    xs, ys = [x for _, x, _ in shown], [y for _, _, y in shown]
    return [Dot(_place(x, xs), SIDE - _place(y, ys), number) for number, x, y in shown]


def _place(value: float, among: Sequence[float]) -> float:
    low, high = min(among), max(among)
    share = (value - low) / (high - low) if high > low else 0.5
    return round(_EDGE + share * (SIDE - 2 * _EDGE), 1)
