"""Append events to their subjects' chains: audit line, outbox row and next link in one transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from motcua.journal.events import (
    GENESIS,
    Actor,
    Entry,
    Link,
    Subject,
    check_times,
    event_hash,
    instant,
)
from motcua.journal.models import Event
from motcua.lib.ids import new_id

_AT_ONCE = 500
_COLUMNS = (*Link.__slots__, "hash")
_set_clock: ContextVar[bool] = ContextVar("journal_set_clock", default=False)

# One trip makes missing chains, locks them all in one order, and reads the clock once they are held.
_LOCK = """
INSERT INTO journal_chain (subject_kind, subject_id, seq, hash)
SELECT kind, id, 0, %s FROM json_to_recordset(%s) AS wanted (kind text, id text)
ORDER BY kind COLLATE "C", id COLLATE "C"
ON CONFLICT (subject_kind, subject_id) DO UPDATE SET seq = journal_chain.seq
RETURNING subject_kind, subject_id, seq, hash, clock_timestamp(), now(), (SELECT journal_is_demonstration())
"""
# Rows go as one JSON text: several times cheaper for the driver than an array for each column.
_APPEND = """
WITH event AS (
    INSERT INTO journal_event SELECT * FROM json_populate_recordset(NULL::journal_event, %s)
    RETURNING id, subject_kind, subject_id, seq
), head AS (
    UPDATE journal_chain SET seq = new.seq, hash = new.hash
    FROM json_to_recordset(%s) AS new (kind text, id text, seq bigint, hash text)
    WHERE subject_kind = new.kind AND subject_id = new.id
)
INSERT INTO journal_outbox (event_id, subject_kind, subject_id, seq) SELECT * FROM event
"""


@dataclass(slots=True)
class _Head:
    """A locked chain while links are added to it."""

    seq: int
    hash: str
    clock: datetime
    began: datetime
    demonstration: bool


def record(
    *,
    subject: Subject,
    type: str,
    actor: Actor,
    occurred_at: datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    recorded_at: datetime | None = None,
    late_entry: str | None = None,
) -> Event:
    """Append one event to the chain of `subject` and return it; two round trips to the database.

    `occurred_at` is the act's time (aware), a few seconds from the clock at most, unless `late_entry` says
    why papers are entered later, or a demonstration is replayed (`on_set_clock`). Leave `recorded_at` to the
    database. The chain stays locked until the caller's transaction ends. Raises TransactionManagementError
    outside of one, TimeRefused (statistics.md 1), and what `events.plain` raises for the payload.
    """
    entry = Entry(subject, type, actor, occurred_at, payload, recorded_at, late_entry)
    return record_many(entries=[entry])[0]


def record_many(*, entries: Iterable[Entry]) -> list[Event]:
    """Append many events, in the given order within each subject; for seeding and bulk acts.

    Returns them by subject, then in order. Raises what `record` raises; then nothing is written.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("an event is recorded in the transaction of the act it tells of")
    ordered = sorted(entries, key=lambda entry: entry.subject)
    events: list[Event] = []
    for start in range(0, len(ordered), _AT_ONCE):
        events += _append(ordered[start : start + _AT_ONCE])
    return events


@contextmanager
def on_set_clock() -> Iterator[None]:
    """Inside, `recorded_at` is `occurred_at`: acts are replayed as if it were then. Demonstrations only."""
    token = _set_clock.set(True)
    try:
        yield
    finally:
        _set_clock.reset(token)


def _append(entries: list[Entry]) -> list[Event]:
    payloads = [entry.plain_payload() for entry in entries]
    heads = _lock({entry.subject for entry in entries})
    events = [
        _next(entry, payload, heads[entry.subject]) for entry, payload in zip(entries, payloads, strict=True)
    ]
    _write(events, heads)
    return events


def _lock(subjects: set[Subject]) -> dict[Subject, _Head]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [GENESIS, _json([{"kind": s.kind, "id": s.id} for s in subjects])])
        heads = {Subject(kind, id): _Head(*head) for kind, id, *head in cursor.fetchall()}
    held_at = max(head.clock for head in heads.values())
    for head in heads.values():
        head.clock = held_at
    return heads


def _next(entry: Entry, payload: dict[str, Any], head: _Head) -> Event:
    """The event that follows `head`, which moves on to it."""
    recorded_at, occurred_at = _times(entry, head)
    link = Link(
        id=str(new_id()),
        subject_kind=entry.subject.kind,
        subject_id=entry.subject.id,
        seq=head.seq + 1,
        type=entry.type,
        actor_id=entry.actor.id,
        actor_name=entry.actor.name,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        payload=payload,
        prev_hash=head.hash,
    )
    head.seq, head.hash = link.seq, event_hash(link)
    return Event(**{name: getattr(link, name) for name in Link.__slots__}, hash=head.hash)


def _times(entry: Entry, head: _Head) -> tuple[datetime, datetime]:
    played = entry.occurred_at if _set_clock.get() else None
    recorded_at = entry.recorded_at or played or head.clock
    occurred_at = entry.occurred_at or recorded_at
    check_times(
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        clock=head.clock,
        began=head.began,
        late_entry=entry.late_entry is not None,
        demonstration=head.demonstration,
    )
    return recorded_at, occurred_at


def _write(events: list[Event], heads: dict[Subject, _Head]) -> None:
    rows = [{name: getattr(event, name) for name in _COLUMNS} for event in events]
    moved = [{"kind": s.kind, "id": s.id, "seq": head.seq, "hash": head.hash} for s, head in heads.items()]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [_json(rows), _json(moved)])


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, default=instant)
