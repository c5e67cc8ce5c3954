"""Rows and event of an act from the same values, in one transaction.

An act collects the rows that it makes and changes in a `Writing` and commits it once: one statement appends
the event to the dossier's chain, telling every journaled column that is written, and writes the rows. So the
rows that figures are counted from can be rebuilt from the events (`motcua.dossiers.rebuilding`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from motcua.dossiers import steps, storing
from motcua.dossiers.models.rows import Contested, Row
from motcua.journal.actions.record import MissedError, Write, record
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

    def fill(self, recorded_at: datetime) -> None:
        """Set the columns of the row, now that the time of recording is known."""
        for name, value in self.values.items():
            if value is RECORDED:
                self.values[name] = recorded_at
            if value is RECORDED or not self.new:
                setattr(self.row, name, self.values[name])

    def is_written(self) -> None:
        """The row in memory is the row of the table."""
        self.row._state.adding = False
        if not self.new and isinstance(self.row, Contested):
            self.row.version += 1


@dataclass
class Writing:
    """One act on the dossier `dossier_id` by `actor` at the time `at` (aware); `is_new` before its row is."""

    dossier_id: Any
    type: str
    actor: Actor
    at: datetime
    late_entry: str | None = None
    is_new: bool = False
    _changes: list[_Change] = field(default_factory=list)

    def create(self, row: Row) -> Row:
        """`row`, not yet in the database, will be written; its columns are told by the event."""
        values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        self._changes.append(_Change(row, values, new=True))
        return row

    def update(self, row: Row, **values: Any) -> None:
        """The columns `values` (by attribute name, `unit_id`) of `row` will be changed.

        A contested row is compared by the version that was read. What is changed again is changed once, to
        the later values.
        """
        known = next((change for change in self._changes if change.row is row), None)
        if known is None:
            self._changes.append(_Change(row, values, new=False))
            return
        known.values |= values
        if known.new:
            for name, value in values.items():
                setattr(row, name, value)

    @cached_property
    def steps(self) -> tuple[steps.Found, ...]:
        """The dossier's steps before the act, read once, when they are first asked for."""
        return () if self.is_new else steps.of_dossier(self.dossier_id)

    @property
    def new(self) -> list[Row]:
        """The rows that will be written anew, in order."""
        return [change.row for change in self._changes if change.new]

    def commit(self, payload: Mapping[str, Any] | None = None) -> Event:
        """Append the event, write the rows, set the columns of the given ones. Call it once, inside atomic.

        Raises StaleError when somebody else was first; then nothing stays.
        """
        told = [change.told() for change in self._changes]
        try:
            event = record(
                subject=Subject(Kind.DOSSIER, str(self.dossier_id)),
                type=self.type,
                actor=self.actor,
                occurred_at=self.at,
                payload={**(payload or {}), "rows": [t for t in told if t["set"] or t.get(RECORDED_KEY)]},
                late_entry=self.late_entry,
                writes=self._writes,
            )
        except MissedError as missed:
            raise _gone(self._changed[missed.place].row) from None
        for change in self._changes:
            change.is_written()
        return event

    def _writes(self, recorded_at: datetime) -> Sequence[Write]:
        """The changed rows, which alone can be missed, then the new ones, those of one table together."""
        for change in self._changes:
            change.fill(recorded_at)
        updates = [storing.updated(change.row, change.values) for change in self._changed]
        new = groupby((change for change in self._changes if change.new), key=lambda change: type(change.row))
        return [*updates, *(storing.inserted(model, [row.values for row in rows]) for model, rows in new)]

    @property
    def _changed(self) -> list[_Change]:
        return [change for change in self._changes if not change.new]


def _gone(row: Row) -> Exception:
    return StaleError(row) if isinstance(row, Contested) else LookupError(f"{row!r} is gone")
