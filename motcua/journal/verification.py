"""Read the whole journal once and tell what is wrong: chains, checkpoints, and the file against the database.

Time is linear in events and checkpoints; in memory are one checkpoint's heads and the statements.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.journal import witness
from motcua.journal.chains import ChainCheck, SignedHead, signed_heads
from motcua.journal.checkpoints import Head, HeadsHash, Signed, Statement
from motcua.journal.events import Link, Subject
from motcua.journal.findings import Finding, Note, Wrong, found
from motcua.journal.keyring import trusted_keys
from motcua.journal.snapshots import own_connection, streamed
from motcua.journal.statements import Key, StatementCheck

KEPT = 1000

_CHECKPOINTS = """
SELECT number, at, events, chains, heads_hash, changed, changed_hash, previous, key_id, signature, hash
FROM journal_checkpoint ORDER BY number
"""
_HEADS_OF = """
SELECT subject_kind, subject_id, seq, hash FROM journal_checkpoint_head
WHERE number = %s ORDER BY subject_kind, subject_id
"""
_ORPHANS = """
SELECT DISTINCT number FROM journal_checkpoint_head head
WHERE NOT EXISTS (SELECT FROM journal_checkpoint WHERE number = head.number) ORDER BY number
"""
_EVENTS = """
SELECT subject_kind, subject_id, id::text, seq, type, actor_id, actor_name, occurred_at, recorded_at,
       payload::text, prev_hash, hash
FROM journal_event ORDER BY subject_kind, subject_id, seq
"""
_HEADS = """
SELECT subject_kind, subject_id, number, seq, hash FROM journal_checkpoint_head
ORDER BY subject_kind, subject_id, number
"""
# Not by the function of the triggers, which somebody may have replaced.
_DEMONSTRATION = """
SELECT EXISTS (SELECT FROM journal_event WHERE subject_kind = 'installation' AND subject_id = 'self'
               AND seq = 1 AND payload ->> 'kind' = 'demonstration')
"""
_CHAINS = "SELECT subject_kind, subject_id, seq, hash FROM journal_chain ORDER BY subject_kind, subject_id"


@dataclass(slots=True)
class Report:
    """What a verification read and found.

    `findings` keeps the first thousand, `found` counts them all by kind; `notes` are no contradictions.
    `uncovered` events are newer than the newest checkpoint.
    """

    events: int = 0
    chains: int = 0
    checkpoints: int = 0
    newest: Statement | None = None
    demonstration: bool = False
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether nothing contradicts anything."""
        return not self.found

    @property
    def uncovered(self) -> int:
        """Events that no checkpoint vouches for yet."""
        return max(0, self.events - (self.newest.events if self.newest else 0))


def verify(*, path: Path | None = None, keys: Sequence[Ed25519PublicKey] | None = None) -> Report:
    """The report on everything committed so far.

    `path` is the file outside the database (default: witness.default_path), `keys` are the public keys to
    trust (default: keyring.trusted_keys). Raises OSError and keyring.NoKeyError for unusable files.
    """
    report = Report()
    for finding in examine(report, path=path, keys=keys):
        if isinstance(finding.kind, Note):
            report.notes.append(finding)
        else:
            report.found[finding.kind] += 1
            if len(report.findings) < KEPT:
                report.findings.append(finding)
    return report


def examine(
    report: Report, *, path: Path | None = None, keys: Sequence[Ed25519PublicKey] | None = None
) -> Iterator[Finding]:
    """Findings as they are met; the counts of `report` are filled in on the way."""
    path = path or witness.default_path()
    with own_connection() as own, own.transaction():
        statements = _statements(own, path, trusted_keys() if keys is None else keys)
        (report.demonstration,) = own.execute(_DEMONSTRATION).fetchone()
        if report.demonstration:
            yield found(Note.DEMONSTRATION)
        yield from _checkpoints(own, statements, path)
        report.checkpoints = len(statements.believed)
        report.newest = statements.newest
        yield from _Chains(own, statements, report).run()


def _statements(own: psycopg.Connection, path: Path, keys: Sequence[Ed25519PublicKey]) -> StatementCheck:
    rows = {}
    for *values, signature, stored in streamed(own, _CHECKPOINTS):
        rows[values[0]] = (Signed(Statement(*values), signature), stored)

    def heads_of(number: int) -> list[Head]:
        return [Head(*row) for row in own.execute(_HEADS_OF, [number])]

    return StatementCheck(rows, heads_of, keys, file_exists=path.exists())


def _checkpoints(own: psycopg.Connection, statements: StatementCheck, path: Path) -> Iterator[Finding]:
    if statements.rows and not statements.file_exists:
        known = len(statements.rows)
        yield found(Wrong.FILE_MISSING, witness=(str(path), str(path)), until=known)
    yield from statements.run(witness.read(path))
    if not statements.believed:
        yield found(Note.NO_CHECKPOINT)
    for (number,) in own.execute(_ORPHANS).fetchall():
        if number not in statements.believed:
            statements.replaced.add(number)
            yield found(Wrong.HEADS_WITHOUT_CHECKPOINT, checkpoint=number)


def read_payload(text: str) -> Any:
    """A payload from its jsonb text, as it was hashed; nonsense that can't be hashed becomes None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _Chains:
    """All chains in one pass: events, signed heads and rows of heads side by side, by subject."""

    def __init__(self, own: psycopg.Connection, statements: StatementCheck, report: Report) -> None:
        self._events = _Grouped(streamed(own, _EVENTS))
        self._heads = _Grouped(streamed(own, _HEADS))
        self._rows = _Grouped(streamed(own, _CHAINS))
        spare = sorted(statements.spare.items())
        self._spare = _Grouped((*key, *head) for key, heads in spare for head in heads)
        self._trusted = statements.believed.keys() - statements.replaced
        self._statements, self._report = statements, report
        self._all_heads = HeadsHash()
        self._grown: dict[int, tuple[int, int]] = {}

    def run(self) -> Iterator[Finding]:
        """Findings of every chain, then those of the sums over all of them."""
        parts = (self._events, self._heads, self._rows, self._spare)
        while keys := [part.key for part in parts if part.key is not None]:
            yield from self._chain(min(keys))
        if not self._statements.unknown:
            yield from self._sums()

    def _chain(self, key: Key) -> Iterator[Finding]:
        heads = self._signed(key)
        row = next(((seq, hash) for seq, hash in self._rows.take(key)), None)
        check = self._check(key, heads, row)
        yield from check.run(self._links(key))
        self._report.chains += check.seq > 0

    def _check(self, key: Key, heads: list[SignedHead], row: tuple[int, str] | None) -> ChainCheck:
        newest = self._statements.newest
        return ChainCheck(
            Subject.as_stored(*key),
            heads,
            row,
            newest=newest.at if newest else None,
            newest_number=newest.number if newest else 0,
            times_count=not self._report.demonstration,
        )

    def _signed(self, key: Key) -> list[SignedHead]:
        """The chain's heads that were signed; what they add to the sums is kept."""
        stored = [head for head in self._heads.take(key) if head[0] in self._trusted]
        heads = signed_heads([*stored, *self._spare.take(key)], self._time)
        before = 0
        for head in heads:
            events, chains = self._grown.get(head.number, (0, 0))
            self._grown[head.number] = (events + head.seq - before, chains + (before == 0))
            before = head.seq
        if heads:
            self._all_heads.add(Head(*key, heads[-1].seq, heads[-1].hash))
        return heads

    def _time(self, number: int) -> datetime | None:
        statement = self._statements.believed.get(number)
        return statement.at if statement else None

    def _links(self, key: Key) -> Iterator[tuple[Link, str]]:
        for id, seq, type, actor, name, occurred, recorded, payload, prev, stored in self._events.take(key):
            self._report.events += 1
            yield (
                Link(id, *key, seq, type, actor, name, occurred, recorded, read_payload(payload), prev),
                stored,
            )

    def _sums(self) -> Iterator[Finding]:
        """The counts of every checkpoint and the hash over all heads of the newest, from the heads alone."""
        events = chains = 0
        for number, statement in sorted(self._statements.believed.items()):
            more_events, more_chains = self._grown.get(number, (0, 0))
            events, chains = events + more_events, chains + more_chains
            stated = (statement.events, statement.chains)
            if stated != (events, chains):
                yield found(Wrong.COUNTS_DIFFER, checkpoint=number, until=stated, seq=str((events, chains)))
        newest = self._statements.newest
        if newest and newest.heads_hash != self._all_heads.hexdigest():
            yield found(Wrong.HEADS_HASH_DIFFERS, checkpoint=newest.number)


class _Grouped:
    """Rows ordered by their first two columns (kind, id), taken group by group."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = iter(rows)
        self._next: tuple[Any, ...] | None = next(self._rows, None)

    @property
    def key(self) -> Key | None:
        """The group that comes next, None at the end."""
        return (self._next[0], self._next[1]) if self._next else None

    def take(self, key: Key) -> Iterator[tuple[Any, ...]]:
        """The rest of the rows of group `key`; none when another comes next."""
        while self._next and self._next[0] == key[0] and self._next[1] == key[1]:
            row, self._next = self._next, next(self._rows, None)
            yield row[2:]
