"""Read the whole journal once and tell what is wrong: chains, checkpoints, and the file against the database.

Time is linear in events and checkpoints; in memory are one checkpoint's heads, the statements, and what was
found in a few parts of the chains. The parts can be checked by several processes (`Doing`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.journal import witness
from motcua.journal.checkpoints import Head, HeadsHash, Signed, Statement
from motcua.journal.findings import Finding, Note, Wrong, found
from motcua.journal.keyring import trusted_keys
from motcua.journal.parts import KEPT, Checked, Known, check, parts
from motcua.journal.snapshots import own_connection, snapshot, streamed
from motcua.journal.statements import StatementCheck

Doing = Callable[[Sequence[Callable[[], Checked]]], Iterator[Checked]]
"""Does tasks that need nothing of each other, wherever it likes; gives their results in their order."""

# As in the events: an instant that Python does not know is read as the nearest that it does.

_CHECKPOINTS = """
SELECT number, greatest('0001-01-02', least('9999-12-30', at)), events, chains, heads_hash, changed,
       changed_hash, previous, key_id, signature, hash
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
# Not by the function of the triggers, which somebody may have replaced.
_DEMONSTRATION = """
SELECT EXISTS (SELECT FROM journal_event WHERE subject_kind = 'installation' AND subject_id = 'self'
               AND seq = 1 AND payload ->> 'kind' = 'demonstration')
"""


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

    def note(self, findings: Iterable[Finding]) -> None:
        """Take in what was found."""
        for finding in findings:
            if isinstance(finding.kind, Note):
                self.notes.append(finding)
            else:
                self.found[finding.kind] += 1
                self._keep([finding])

    def take(self, checked: Checked) -> None:
        """Take in a part of the chains."""
        self.events += checked.events
        self.chains += checked.chains
        self.found += checked.found
        self._keep(checked.findings)

    def _keep(self, findings: Sequence[Finding]) -> None:
        self.findings += findings[: KEPT - len(self.findings)]


def in_turn(tasks: Sequence[Callable[[], Checked]]) -> Iterator[Checked]:
    """One after the other, in this process."""
    return (task() for task in tasks)


def verify(
    *,
    path: Path | None = None,
    keys: Sequence[Ed25519PublicKey] | None = None,
    doing: Doing = in_turn,
) -> Report:
    """The report on everything committed so far.

    `path` is the file outside the database (default: witness.default_path), `keys` are the public keys to
    trust (default: keyring.trusted_keys), `doing` checks the chains, part by part. Raises OSError and
    keyring.NoKeyError for unusable files.
    """
    report = Report()
    path = path or witness.default_path()
    with own_connection() as own, own.transaction():
        statements = _statements(own, path, trusted_keys() if keys is None else keys)
        (report.demonstration,) = own.execute(_DEMONSTRATION).fetchone()
        if report.demonstration:
            report.note([found(Note.DEMONSTRATION)])
        report.note(_checkpoints(own, statements, path))
        report.checkpoints = len(statements.believed)
        report.newest = statements.newest
        known = Known(statements, snapshot(own), report.demonstration)
        sums = _Sums(statements)
        for checked in doing([partial(check, part, known) for part in parts(own)]):
            report.take(checked)
            sums.take(checked)
        report.note(sums.findings())
    return report


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


class _Sums:
    """The counts of every checkpoint and the hash over all heads, from the signed heads alone."""

    def __init__(self, statements: StatementCheck) -> None:
        self._statements = statements
        self._all_heads = HeadsHash()
        self._grown: dict[int, tuple[int, int]] = {}

    def take(self, checked: Checked) -> None:
        """What a part adds; in the order of the parts."""
        self._all_heads.add_lines(checked.lines)
        for number, (more_events, more_chains) in checked.grown.items():
            events, chains = self._grown.get(number, (0, 0))
            self._grown[number] = events + more_events, chains + more_chains

    def findings(self) -> Iterator[Finding]:
        """Where the sums are not what checkpoints stated; none when nobody has all the heads."""
        if self._statements.unknown:
            return
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
