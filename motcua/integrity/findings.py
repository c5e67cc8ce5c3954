"""How a row of the tables can contradict the events, with its words. Pure; statistics.md 5."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.lib.times import iso_local


class Contradiction(StrEnum):
    """Kinds of contradictions between the tables and the events."""

    COLUMN_DIFFERS = "column_differs"
    ROW_MISSING = "row_missing"
    ROW_UNTOLD = "row_untold"
    VERSION_CHANGED = "version_changed"
    SHEET_CHANGED = "sheet_changed"
    EVALUATION_CHANGED = "evaluation_changed"
    UNIT_ROW_CHANGED = "unit_row_changed"


WORDS: Mapping[Contradiction, tuple[str, str]] = {
    Contradiction.COLUMN_DIFFERS: (
        "Hồ sơ {dossier}: dòng {row} {id}, cột {column} đang là {found}, nhật ký ghi {told}.",
        "Dossier {dossier}: row {row} {id}, column {column} is {found}, the events tell {told}.",
    ),
    Contradiction.ROW_MISSING: (
        "Hồ sơ {dossier}: nhật ký có dòng {row} {id}, nhưng trong bảng không còn.",
        "Dossier {dossier}: the events tell the row {row} {id}, which is not in its table.",
    ),
    Contradiction.ROW_UNTOLD: (
        "Hồ sơ {dossier}: dòng {row} {id} nằm trong bảng, nhưng không sự kiện nào ghi.",
        "Dossier {dossier}: the row {row} {id} is in its table, but no event tells it.",
    ),
    Contradiction.VERSION_CHANGED: (
        "Thủ tục {dossier}: nội dung phiên bản {id} không còn như khi công bố.",
        "Procedure {dossier}: the content of version {id} is not what was published.",
    ),
    Contradiction.SHEET_CHANGED: (
        "Bảng kê thu tiền {id} ({dossier}): {column} đang là {found}, nhật ký ghi {told}.",
        "Sheet of the cash desk {id} ({dossier}): {column} is {found}, the events tell {told}.",
    ),
    Contradiction.EVALUATION_CHANGED: (
        "Đánh giá, {row} {id}: {column} không như nhật ký ghi.",
        "Evaluation, {row} {id}: {column} is not what the events tell.",
    ),
    Contradiction.UNIT_ROW_CHANGED: (
        "Đơn vị {dossier}: dòng {row} {id}, cột {column} đang là {found}, nhật ký ghi {told}.",
        "Unit {dossier}: row {row} {id}, column {column} is {found}, the events tell {told}.",
    ),
}


@dataclass(frozen=True)
class Difference:
    """One contradiction: in which dossier (its key), which row of which kind, which column and values.

    For a changed version, `dossier` is the code of the procedure, `told` and `found` are hashes of content;
    for a changed sheet of the cash desk it is the drawer, for a row of evaluations the chain that tells it,
    for a number book or an outage the unit's code.
    """

    kind: Contradiction
    dossier: str
    row: str
    id: str
    column: str = ""
    told: Any = None
    found: Any = None

    @property
    def vi(self) -> str:
        """What was found, in Vietnamese."""
        return WORDS[self.kind][0].format(**vars(self))

    @property
    def en(self) -> str:
        """What was found, in English."""
        return WORDS[self.kind][1].format(**vars(self))


Rows = Mapping[tuple[str, str], Mapping[str, Any]]
"""Rows by kind and id: values by column, as a payload writes them."""


def differences(
    dossier: str, told: Rows, found: Rows, columns: Mapping[str, Sequence[str]]
) -> Iterator[Difference]:
    """Where the rows of one dossier stand otherwise than told; `columns` are compared, by kind of row.

    A column that no event tells differs, whatever stands in it.
    """
    for key, values in told.items():
        if key not in found:
            yield Difference(Contradiction.ROW_MISSING, dossier, *key)
            continue
        row = found[key]
        for name in columns[key[0]]:
            if name not in values or not _same(values[name], row[name]):
                yield Difference(
                    Contradiction.COLUMN_DIFFERS, dossier, *key, name, values.get(name), _local(row[name])
                )
    for key in found.keys() - told.keys():
        yield Difference(Contradiction.ROW_UNTOLD, dossier, *key)


Values = Mapping[str, Any]


def unlike(
    kind: Contradiction,
    row: str,
    told: Mapping[str, tuple[str, Values]],
    found: Mapping[str, tuple[str, Values]],
) -> Iterator[Difference]:
    """Rows of the kind `row`, by key, with whose they are: where they stand otherwise than told, by column.

    A row that is gone, or that no event tells, differs in every column.
    """
    for key in sorted(told.keys() | found.keys()):
        owner, before = told.get(key, ("", {}))
        other, after = found.get(key, ("", {}))
        for column in sorted(before.keys() | after.keys()):
            if not _same(before.get(column), after.get(column)):
                values = before.get(column), after.get(column)
                yield Difference(kind, owner or other, row, key, column, *values)


def _same(told: Any, found: Any) -> bool:
    """Equal, or one instant written in two ways: the database writes it in UTC, without needless zeros."""
    if told == found:
        return type(told) is type(found)
    instants = _instant(told), _instant(found)
    return None not in instants and instants[0] == instants[1]


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, str) or value[10:11] != "T":
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _local(value: Any) -> Any:
    """An instant as events write it, anything else as it is."""
    instant = _instant(value)
    return iso_local(instant) if instant else value
