"""Append events to their subjects' chains: audit line, outbox row and next link in one transaction."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

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
from motcua.server.prepared import fetched

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
# Many rows go as one JSON text: several times cheaper for the driver than an array for each column.
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
_APPEND_ONE = """
WITH event AS (
    INSERT INTO journal_event ({columns}) VALUES ({places})
    RETURNING id, subject_kind, subject_id, seq, hash
), head AS (
    UPDATE journal_chain chain SET seq = event.seq, hash = event.hash FROM event
    WHERE chain.subject_kind = event.subject_kind AND chain.subject_id = event.subject_id
), outbox AS (
    INSERT INTO journal_outbox (event_id, subject_kind, subject_id, seq)
    SELECT id, subject_kind, subject_id, seq FROM event
){writes}
SELECT {counts}
"""
_APPEND_ONE = _APPEND_ONE.replace("{columns}", ", ".join(_COLUMNS)).replace(
    "{places}", ", ".join(["%s"] * len(_COLUMNS))
)


class Write(NamedTuple):
    """An INSERT or UPDATE, without RETURNING, that is part of the statement which appends an event."""

    sql: str
    values: Sequence[Any]


class MissedError(LookupError):
    """The write number `place` changed no row; the transaction must be rolled back."""

    def __init__(self, place: int) -> None:
        super().__init__(f"write {place} changed no row")
        self.place = place


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
    writes: Callable[[datetime], Sequence[Write]] = lambda recorded_at: (),
) -> Event:
    """Append one event to the chain of `subject` and return it; two round trips to the database.

    What `writes` gives, told `recorded_at`, is done in the second one, each to a row of its own: they see
    the tables as they were before. Raises MissedError when one of them changes nothing.

    `occurred_at` is the act's time (aware), a few seconds from the clock at most, unless `late_entry` says
    why papers are entered later, or a demonstration is replayed (`on_set_clock`). Leave `recorded_at` to the
    database. The chain stays locked until the caller's transaction ends. Raises TransactionManagementError
    outside of one, TimeRefused (statistics.md 1), and what `events.plain` raises for the payload.
    """
    entry = Entry(subject, type, actor, occurred_at, payload, recorded_at, late_entry)
    _check_transaction()
    payload = entry.plain_payload()
    head = _lock({entry.subject})[entry.subject]
    event = _next(entry, payload, head)
    _write_one(event, writes(event.recorded_at))
    return event


def record_many(*, entries: Iterable[Entry]) -> list[Event]:
    """Append many events, in the given order within each subject; for seeding and bulk acts.

    Returns them by subject, then in order. Raises what `record` raises; then nothing is written.
    """
    _check_transaction()
    ordered = sorted(entries, key=lambda entry: entry.subject)
    events: list[Event] = []
    for start in range(0, len(ordered), _AT_ONCE):
        events += _append(ordered[start : start + _AT_ONCE])
    return events


def _check_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("an event is recorded in the transaction of the act it tells of")


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
    rows = fetched(_LOCK, [GENESIS, _json([{"kind": s.kind, "id": s.id} for s in subjects])])
    heads = {Subject(kind, id): _Head(*head) for kind, id, *head in rows}
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


def _write_one(event: Event, writes: Sequence[Write]) -> None:
    values = [getattr(event, name) for name in _COLUMNS]
    values[_COLUMNS.index("payload")] = _json(event.payload)
    for write in writes:
        values += write.values
    (counts,) = fetched(_appending(tuple(write.sql for write in writes)), values)
    for place, count in enumerate(counts[1:]):
        if not count:
            raise MissedError(place)


@lru_cache(maxsize=1000)
def _appending(writes: tuple[str, ...]) -> str:
    """The statement that appends one event and does `writes`; tells the rows of each, after the event's."""
    named = [f", write{place} AS ({sql} RETURNING 1)" for place, sql in enumerate(writes)]
    counts = ["1", *(f"(SELECT count(*) FROM write{place})" for place in range(len(writes)))]  # noqa: S608 no text from outside
    return _APPEND_ONE.replace("{writes}", "".join(named)).replace("{counts}", ", ".join(counts))


def _write(events: list[Event], heads: dict[Subject, _Head]) -> None:
    rows = [{name: getattr(event, name) for name in _COLUMNS} for event in events]
    moved = [{"kind": s.kind, "id": s.id, "seq": head.seq, "hash": head.hash} for s, head in heads.items()]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [_json(rows), _json(moved)])


def _json(rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, default=instant)
