"""The rows of a dossier as its events tell them. Pure: verification compares them with the tables.

statistics.md 5: milestones, due dates, pauses, extensions and steps are rebuilt from events, and every row
that differs is named.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from motcua.journal.events import plain

RowKey = tuple[str, str]
"""The kind of the row and its id."""


def rebuild(events: Iterable[tuple[datetime | str, Mapping[str, Any]]]) -> dict[RowKey, dict[str, Any]]:
    """Rows after the events, given as (recorded_at, payload) in the order of their chain.

    Columns have the form that a payload has: times ISO 8601 in local time, keys as text; `recorded_at` may
    have it already.
    """
    rows: dict[RowKey, dict[str, Any]] = {}
    for recorded_at, payload in events:
        for told in payload.get("rows", ()):
            row = rows.setdefault((told["row"], told["id"]), {})
            row.update(told["set"])
            if "at_recording" in told:
                row.update(dict.fromkeys(told["at_recording"], plain(recorded_at)))
    return rows


def differences(told: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Names of the columns of `told` that stand otherwise in the table's row `found`, in order."""
    return sorted(name for name, value in told.items() if plain(found.get(name)) != value)
