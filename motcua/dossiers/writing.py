"""Rows and event of an act from the same values, in one transaction.

An act collects the rows that it makes and changes in a `Writing` and commits it once: the event is appended
to the dossier's chain, telling every journaled column that was written; then the rows are written. So the
rows that figures are counted from can be rebuilt from the events (`motcua.dossiers.rebuilding`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F

from motcua.dossiers.models.rows import Contested, Row
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject
from motcua.journal.models import Event


class StaleError(Exception):
    """Somebody else acted on the row first; `row` is what was seen before that."""

    def __init__(self, row: Contested) -> None:
        super().__init__(f"{row._meta.model_name} {row.pk} was changed by somebody else")
        self.row = row


class _Recorded:
    """Stands for the time at which the journal writes the event, known only then."""

    def __repr__(self) -> str:
        return "RECORDED"


RECORDED: Any = _Recorded()
RECORDED_KEY = "at_recording"


@dataclass
class _Change:
    row: Row
    values: dict[str, Any]
    new: bool

    def told(self) -> dict[str, Any]:
        """The change as the event tells it: journaled columns only."""
        columns = {name: self.values[name] for name in self.row.journaled if name in self.values}
        timed = sorted(name for name, value in columns.items() if value is RECORDED)
        told = {
            "row": self.row._meta.model_name,
            "id": self.row.pk,
            "set": {name: value for name, value in columns.items() if value is not RECORDED},
        }
        return {**told, RECORDED_KEY: timed} if timed else told


@dataclass
class Writing:
    """One act on the dossier `dossier_id` by `actor` at the time `at` (aware)."""

    dossier_id: Any
    type: str
    actor: Actor
    at: datetime
    late_entry: str | None = None
    _changes: list[_Change] = field(default_factory=list)

    def create(self, row: Row) -> Row:
        """`row`, not yet in the database, will be written; its columns are told by the event."""
        values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        self._changes.append(_Change(row, values, new=True))
        return row

    def update(self, row: Row, **values: Any) -> None:
        """The columns `values` (by attribute name, `unit_id`) of `row` will be changed.

        A contested row is compared by the version that was read.
        """
        self._changes.append(_Change(row, values, new=False))

    @property
    def rows(self) -> list[Row]:
        """The rows that will be written, in order."""
        return [change.row for change in self._changes]

    def commit(self, payload: Mapping[str, Any] | None = None) -> Event:
        """Append the event, write the rows, set the columns of the given rows. Call it once, inside atomic.

        Raises StaleError when somebody else was first; then nothing stays.
        """
        told = [change.told() for change in self._changes]
        event = record(
            subject=Subject(Kind.DOSSIER, str(self.dossier_id)),
            type=self.type,
            actor=self.actor,
            occurred_at=self.at,
            payload={**(payload or {}), "rows": [t for t in told if t["set"] or t.get(RECORDED_KEY)]},
            late_entry=self.late_entry,
        )
        for change in self._changes:
            for name, value in change.values.items():
                setattr(change.row, name, event.recorded_at if value is RECORDED else value)
        self._write_new([c.row for c in self._changes if c.new])
        for change in self._changes:
            if not change.new:
                _write_changed(change)
        return event

    @staticmethod
    def _write_new(rows: Iterable[Row]) -> None:
        """In the order given, rows of one table that follow each other at once."""
        batch: list[Row] = []
        for row in [*rows, None]:
            if batch and (row is None or type(row) is not type(batch[0])):
                type(batch[0])._default_manager.bulk_create(batch)
                batch = []
            if row is not None:
                batch.append(row)


def _write_changed(change: _Change) -> None:
    row = change.row
    columns: dict[str, Any] = {name: getattr(row, name) for name in change.values}
    same = type(row)._default_manager.filter(pk=row.pk)
    if isinstance(row, Contested):
        same = same.filter(version=row.version)
        columns["version"] = F("version") + 1
    if not same.update(**columns):
        raise StaleError(row) if isinstance(row, Contested) else LookupError(f"{row!r} is gone")
    if isinstance(row, Contested):
        row.version += 1
