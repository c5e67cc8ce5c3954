"""Some of the chains, read and checked by themselves, so that processes can share all of them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from motcua.journal.chains import ChainCheck, SignedHead, signed_heads
from motcua.journal.checkpoints import Head, HeadsHash
from motcua.journal.events import Link, Subject
from motcua.journal.findings import Finding
from motcua.journal.snapshots import own_connection, same_snapshot, streamed
from motcua.journal.statements import Key, StatementCheck

KEPT = 1000
CHAINS = 2500  # of a part: half a second of work

_BOUNDS = """
SELECT subject_kind, subject_id FROM (
    SELECT subject_kind, subject_id, row_number() OVER (ORDER BY subject_kind, subject_id) AS place
    FROM journal_chain
) chain WHERE place %% %s = 0 ORDER BY subject_kind, subject_id
"""
# Instants that Python does not know are read as the nearest that it does, whose hash is another.
_EVENTS = """
SELECT subject_kind, subject_id, id::text, seq, type, actor_id, actor_name,
       greatest('0001-01-02', least('9999-12-30', occurred_at)),
       greatest('0001-01-02', least('9999-12-30', recorded_at)), payload::text, prev_hash, hash
FROM journal_event WHERE {of_part} ORDER BY subject_kind, subject_id, seq
"""
_HEADS = """
SELECT subject_kind, subject_id, number, seq, hash FROM journal_checkpoint_head
WHERE {of_part} ORDER BY subject_kind, subject_id, number
"""
_CHAINS = """
SELECT subject_kind, subject_id, seq, hash FROM journal_chain
WHERE {of_part} ORDER BY subject_kind, subject_id
"""


class Part(NamedTuple):
    """The subjects from `first` on, up to `until`, which is of the next part; to the very last for None."""

    first: Key
    until: Key | None


@dataclass(frozen=True, slots=True)
class Known:
    """What chains are compared with: the checkpoints to believe, and the snapshot in which to read."""

    statements: StatementCheck
    snapshot: str
    demonstration: bool

    @property
    def trusted(self) -> set[int]:
        """The checkpoints whose heads in the database are believed."""
        return self.statements.believed.keys() - self.statements.replaced

    def time(self, number: int) -> datetime | None:
        """When checkpoint `number` was taken, None when no believed one has that number."""
        statement = self.statements.believed.get(number)
        return statement.at if statement else None


@dataclass(slots=True)
class Checked:
    """What was read and found in one part.

    `findings` keeps the first thousand, `found` counts all by kind. `lines` are those of `HeadsHash` for the
    newest signed heads; `grown` says by how many events and chains each checkpoint is beyond the one before.
    """

    events: int = 0
    chains: int = 0
    findings: list[Finding] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    lines: bytes = b""
    grown: dict[int, tuple[int, int]] = field(default_factory=dict)


def parts(own: psycopg.Connection) -> list[Part]:
    """Parts that together are all subjects, whatever somebody did to the rows of heads."""
    bounds = own.execute(_BOUNDS, [CHAINS]).fetchall()
    firsts: list[Key] = [("", ""), *bounds]
    return [Part(*pair) for pair in zip(firsts, [*firsts[1:], None], strict=True)]


def check(part: Part, known: Known) -> Checked:
    """Every chain of `part`, on a connection of its own."""
    with own_connection() as own, own.transaction():
        same_snapshot(own, known.snapshot)
        return _Chains(own, part, known).run()


def read_payload(text: str) -> Any:
    """A payload from its jsonb text, as it was hashed; nonsense that can't be hashed becomes None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _Chains:
    """The chains of a part in one pass: events, signed heads and rows of heads side by side, by subject."""

    def __init__(self, own: psycopg.Connection, part: Part, known: Known) -> None:
        self._events, self._heads, self._rows = (
            _Grouped(_of_part(own, part, sql)) for sql in (_EVENTS, _HEADS, _CHAINS)
        )
        spare = sorted((key, heads) for key, heads in known.statements.spare.items() if _is_of(key, part))
        self._spare = _Grouped((*key, *head) for key, heads in spare for head in heads)
        self._known, self._trusted = known, known.trusted
        self._newest = known.statements.newest
        self._lines: list[bytes] = []
        self._checked = Checked()

    def run(self) -> Checked:
        """What was found, once every chain was read."""
        groups = (self._events, self._heads, self._rows, self._spare)
        while keys := [group.key for group in groups if group.key is not None]:
            for finding in self._chain(min(keys)):
                self._checked.found[finding.kind] += 1
                if len(self._checked.findings) < KEPT:
                    self._checked.findings.append(finding)
        self._checked.lines = b"".join(self._lines)
        return self._checked

    def _chain(self, key: Key) -> Iterator[Finding]:
        heads = self._signed(key)
        row = next(((seq, hash) for seq, hash in self._rows.take(key)), None)
        check = self._check(key, heads, row)
        yield from check.run(self._links(key))
        self._checked.chains += check.seq > 0

    def _check(self, key: Key, heads: list[SignedHead], row: tuple[int, str] | None) -> ChainCheck:
        return ChainCheck(
            Subject.as_stored(*key),
            heads,
            row,
            newest=self._newest.at if self._newest else None,
            newest_number=self._newest.number if self._newest else 0,
            times_count=not self._known.demonstration,
        )

    def _signed(self, key: Key) -> list[SignedHead]:
        """The chain's heads that were signed; what they add to the sums is kept."""
        stored = [head for head in self._heads.take(key) if head[0] in self._trusted]
        heads = signed_heads([*stored, *self._spare.take(key)], self._known.time)
        before = 0
        for head in heads:
            events, chains = self._checked.grown.get(head.number, (0, 0))
            self._checked.grown[head.number] = (events + head.seq - before, chains + (before == 0))
            before = head.seq
        if heads:
            self._lines.append(HeadsHash.line(Head(*key, heads[-1].seq, heads[-1].hash)))
        return heads

    def _links(self, key: Key) -> Iterator[tuple[Link, str]]:
        for id, seq, type, actor, name, occurred, recorded, payload, prev, stored in self._events.take(key):
            self._checked.events += 1
            yield (
                Link(id, *key, seq, type, actor, name, occurred, recorded, read_payload(payload), prev),
                stored,
            )


def _of_part(own: psycopg.Connection, part: Part, sql: str) -> Iterator[tuple[Any, ...]]:
    of_part, values = "(subject_kind, subject_id) >= (%s, %s)", [*part.first]
    if part.until:
        of_part, values = of_part + " AND (subject_kind, subject_id) < (%s, %s)", [*values, *part.until]
    return streamed(own, sql.format(of_part=of_part), values)


def _is_of(key: Key, part: Part) -> bool:
    return part.first <= key and (part.until is None or key < part.until)


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
