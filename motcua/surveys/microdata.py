"""Answers as they may leave the house: without who, when and where exactly, and nobody alone in a cell. Pure.

Free texts, keys, days and modes are left out. What could tell a person (unit, sex, age, …) is blanked, the
most telling first, until at least `least` rows share every combination that is left; rows of which that can't
be made true are left out whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.surveys.instruments import Instrument, Kind
from motcua.surveys.results import RESPONDENT

LEAST = 5
UNIT, WEIGHT = "unit", "weight"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Microdata:
    """Columns and rows to publish; how many values were blanked and how many rows left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    blanked: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the codebook: a column, what it is, one of its values (or empty) and what that means."""

    column: str
    label: str
    value: str
    meaning: str


def microdata(
    instrument: Instrument,
    texts: Mapping[str, Sequence[str]],
    units: Sequence[str],
    weights: Sequence[float],
    least: int = LEAST,
) -> Microdata:
    """The rows of responses: `texts` by item, `units` and `weights` by response."""
    items = [item.code for item in instrument.items() if item.kind is not Kind.TEXT]
    telling = [*_telling(instrument), UNIT]
    columns = (UNIT, *items, WEIGHT)
    rows = [
        {UNIT: unit, **{code: str(texts[code][n]) for code in items}, WEIGHT: f"{weights[n]:.4f}"}
        for n, unit in enumerate(units)
    ]
    blanked = _blank(rows, telling, least)
    sizes = _sizes(rows, telling)
    kept = [row for row in rows if sizes[_key(row, telling)] >= least]
    # In an order that follows from what is told alone.
    kept.sort(key=lambda row: tuple(row[column] for column in columns))
    return Microdata(columns, tuple(kept), blanked, len(rows) - len(kept))


def codebook(instrument: Instrument) -> list[Entry]:
    """What each column and each of its values means, in Vietnamese."""
    found = [
        Entry(UNIT, "Đơn vị", "", "Mã đơn vị; trống khi không công bố"),
        Entry(WEIGHT, "Quyền số", "", "Số người mà phiếu đại diện"),
    ]
    for item in instrument.items():
        if item.kind is Kind.TEXT:
            continue
        label = item.label["vi"]
        found += [Entry(item.code, label, o.code, o.label["vi"]) for o in instrument.options_of(item)]
        found.append(Entry(item.code, label, "", "Không trả lời, hoặc không công bố"))
    return found


def _telling(instrument: Instrument) -> list[str]:
    """Items about who answered, the last asked first: those are the finest as a rule, sex stands first."""
    found = [
        item.code
        for section in instrument.sections
        if section.code == RESPONDENT
        for item in section.items
        if item.kind is not Kind.TEXT
    ]
    return found[::-1]


def _blank(rows: Sequence[Row], telling: Sequence[str], least: int) -> int:
    """Blank in `rows` the first of `telling` where too few share a combination, then the next, …"""
    blanked = 0
    for column in telling:
        sizes = _sizes(rows, telling)
        small = [row for row in rows if sizes[_key(row, telling)] < least]
        blanked += sum(row[column] != "" for row in small)
        for row in small:
            row[column] = ""
    return blanked


def _sizes(rows: Iterable[Row], telling: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(_key(row, telling) for row in rows)


def _key(row: Row, telling: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in telling)
