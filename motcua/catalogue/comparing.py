"""What differs between two contents of one procedure, part by part. Pure; the words stand with the screens.

Rows are recognised by their code or key; those without one by their name, and what is left over by a name
that is nearly the same, so that a corrected name is told as a change, not as one paper gone and another come.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from motcua.catalogue.content import Process, Value, VersionContent

_NEARLY = 0.6


class Kind(StrEnum):
    """What became of a field, a row, or the order of rows."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `part` is the field of the content, "steps" for a step of a process.

    `row` is the row as it is now (as it was, when removed), None for the version's own fields and for the
    order of rows; `within` the process that a step belongs to. `field`, `before` and `after` for changes.
    """

    part: str
    kind: Kind
    row: Value | None = None
    field: str = ""
    before: Any = None
    after: Any = None
    within: Process | None = None


_BY_NAME: Callable[[Any], Any] = lambda row: row.name  # noqa: E731
_KEYS: dict[str, Callable[[Any], Any]] = {
    "cases": lambda row: row.code,
    "components": lambda row: (row.name, row.cases, row.group),
    "ways": lambda row: (row.channel, row.cases, row.raw_text),
    "fees": lambda row: row.code,
    "extensions": lambda row: row.code,
    "area_extensions": _BY_NAME,
    "online_levels": lambda row: (row.level, row.from_on),
    "legal_bases": lambda row: (row.code, row.title),
    "results": _BY_NAME,
    "raw_texts": lambda row: (row.block, row.text),
    "processes": lambda row: row.code,
    "steps": lambda row: row.key,
}
# Told by the rows themselves or of no interest to readers.
_UNTOLD = {"code", "key", "steps", "mark"}


def compare(old: VersionContent, new: VersionContent) -> list[Difference]:
    """All that a reader of `new` who knows `old` has to be told, in the order of the content."""
    found = [
        Difference(field, Kind.CHANGED, field=field, before=before, after=after)
        for field, before, after in _changed(old, new, leave={*_KEYS, "code"})
    ]
    for part in _KEYS:
        if part != "steps":
            found += _rows(part, getattr(old, part), getattr(new, part))
    return found


def _rows(
    part: str, old: Sequence[Any], new: Sequence[Any], within: Process | None = None
) -> list[Difference]:
    pairs = _paired(part, old, new)
    known = {id(before) for before, _ in pairs}
    met = {id(after): before for before, after in pairs}
    found = [Difference(part, Kind.REMOVED, row, within=within) for row in old if id(row) not in known]
    for row in new:
        if id(row) in met:
            found += _row(part, met[id(row)], row, within)
        else:
            found.append(Difference(part, Kind.ADDED, row, within=within))
    if _out_of_order(old, pairs):
        found.append(Difference(part, Kind.MOVED, within=within))
    return found


def _row(part: str, old: Any, new: Any, within: Process | None) -> list[Difference]:
    found = [
        Difference(part, Kind.CHANGED, new, field, before, after, within)
        for field, before, after in _changed(old, new, leave=_UNTOLD)
    ]
    return found + (_rows("steps", old.steps, new.steps, new) if isinstance(new, Process) else [])


def _changed(old: Any, new: Any, *, leave: set[str]) -> list[tuple[str, Any, Any]]:
    fields = (field for field in type(new).model_fields if field not in leave)
    return [(f, getattr(old, f), getattr(new, f)) for f in fields if getattr(old, f) != getattr(new, f)]


def _paired(part: str, old: Sequence[Any], new: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Rows of `new`, in order, with what they were in `old`; each row in one pair at most."""
    key, left, pairs, unmet = _KEYS[part], list(old), [], []
    for row in new:
        same = next((o for o in left if key(o) == key(row)), None)
        if same is None:
            unmet.append(row)
        else:
            left = [o for o in left if o is not same]
            pairs.append((same, row))
    for row in unmet:
        near = max(left, key=lambda o: _alike(o, row), default=None)
        if near is not None and _alike(near, row) >= _NEARLY:
            left = [o for o in left if o is not near]
            pairs.append((near, row))
    place = {id(row): i for i, row in enumerate(new)}
    return sorted(pairs, key=lambda pair: place[id(pair[1])])


def _alike(one: Any, other: Any) -> float:
    texts = (getattr(row, "name", "") or getattr(row, "title", "") for row in (one, other))
    first, second = texts
    return SequenceMatcher(None, first, second).ratio() if first and second else 0.0


def _out_of_order(old: Sequence[Any], pairs: Sequence[tuple[Any, Any]]) -> bool:
    place = {id(row): i for i, row in enumerate(old)}
    order = [place[id(before)] for before, _ in pairs]
    return order != sorted(order)
