"""Whether one chain is what it was: its links, what checkpoints signed of it, and its times. Pure."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.journal.events import GENESIS, Link, Subject, event_hash
from motcua.journal.findings import Finding, Wrong, found

ALLOWANCE = timedelta(hours=1)
"""Clocks are corrected and transactions take their time; a larger step back is no accident."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What checkpoint `number` signed of a chain. `before` is the time of the checkpoint before that one."""

    number: int
    seq: int
    hash: str
    before: datetime | None = None


@dataclass(slots=True)
class ChainCheck:
    """Checks one chain while its links are read once.

    `heads` are signed, by number. `row` is (seq, hash) of its row in journal_chain, None when absent.
    `newest` is the time of the newest checkpoint, `times_count` whether recorded_at is the clock's (a real
    installation). After `run`, `seq` and `hash` are those of the last link.
    """

    subject: Subject
    heads: Sequence[SignedHead]
    row: tuple[int, str] | None
    newest: datetime | None = None
    newest_number: int = 0
    times_count: bool = True
    seq: int = 0
    hash: str = GENESIS
    recorded_at: datetime | None = None
    _signed: dict[int, SignedHead] = field(default_factory=dict)

    def run(self, links: Iterable[tuple[Link, str]]) -> Iterator[Finding]:
        """Findings about `links`: (link, its stored hash) in the order of seq."""
        for head in self.heads:
            self._signed.setdefault(head.seq, head)
        unseen = deque(sorted(self._signed.values(), key=lambda head: head.seq))
        for link, stored in links:
            yield from self._place(link)
            yield from self._content(link, stored)
            while unseen and unseen[0].seq < link.seq:
                unseen.popleft()
            if self.times_count:
                yield from self._times(link, unseen[0] if unseen else None)
            self.seq, self.hash, self.recorded_at = link.seq, stored, link.recorded_at
        yield from self._end()

    def _place(self, link: Link) -> Iterator[Finding]:
        expected = self.seq + 1
        if link.seq > expected:
            until = f"–{link.seq - 1}" if link.seq - 1 > expected else ""
            yield found(Wrong.EVENT_MISSING, subject=self.subject, seq=expected, until=until)
        elif link.prev_hash != self.hash:
            yield found(Wrong.LINK_BROKEN, subject=self.subject, seq=link.seq)

    def _content(self, link: Link, stored: str) -> Iterator[Finding]:
        if not _matches(link, stored):
            yield found(Wrong.EVENT_CHANGED, subject=self.subject, seq=link.seq)
        signed = self._signed.get(link.seq)
        if signed and signed.hash != stored:
            yield found(Wrong.CHAIN_RECOMPUTED, subject=self.subject, seq=link.seq, checkpoint=signed.number)

    def _times(self, link: Link, first: SignedHead | None) -> Iterator[Finding]:
        """`first` is the first checkpoint that covers the link, None when none does."""
        if self.recorded_at and link.recorded_at < self.recorded_at - ALLOWANCE:
            yield found(Wrong.TIME_RUNS_BACK, subject=self.subject, seq=link.seq)
        unaware, number = (first.before, first.number - 1) if first else (self.newest, self.newest_number)
        if unaware and link.recorded_at < unaware - ALLOWANCE:
            yield found(Wrong.RECORDED_TOO_EARLY, subject=self.subject, seq=link.seq, checkpoint=number)

    def _end(self) -> Iterator[Finding]:
        known = max((head.seq for head in self._signed.values()), default=0)
        witness = ("điểm chốt", "a checkpoint")
        if self.row and self.row[0] > known:
            known, witness = self.row[0], ("dòng đầu chuỗi", "the row of its head")
        if known > self.seq:
            kind = Wrong.TAIL_CUT if self.seq else Wrong.CHAIN_REMOVED
            yield found(kind, subject=self.subject, seq=self.seq or None, until=known, witness=witness)
        elif self.row != (self.seq, self.hash):
            yield found(Wrong.HEAD_DIFFERS, subject=self.subject, seq=self.seq)


def _matches(link: Link, stored: str) -> bool:
    try:
        return event_hash(link) == stored
    except (ValueError, RecursionError):
        return False


def signed_heads(
    heads: Iterable[tuple[int, int, str]], at: Callable[[int], datetime | None]
) -> list[SignedHead]:
    """Heads (number, seq, hash) of one chain, each with the time of the checkpoint before; `at` tells it."""
    return [SignedHead(number, seq, hash, at(number - 1)) for number, seq, hash in sorted(heads)]
