"""Whether the checkpoints of database and file are ours, complete, and the same in both places. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.journal.checkpoints import (
    Head,
    HeadsHash,
    Line,
    Signed,
    Statement,
    Stored,
    Unreadable,
    Written,
    follows,
    key_id,
)
from motcua.journal.findings import Finding, Note, Wrong, found

DATABASE = ("cơ sở dữ liệu", "the database")
FILE = ("tệp", "the file")
_NAMED = 5

Key = tuple[str, str]


@dataclass(slots=True)
class StatementCheck:
    """Checks all checkpoints while the file is read once; afterwards knows which to believe.

    `rows` are those of the database by number, each with its stored hash; `heads_of` gives the heads that
    the database has of a number, in order. After `run`: `believed` has the statements that we signed,
    `replaced` the numbers whose heads in the database must not be believed, `spare` the file's heads of
    these by (kind, id), `unknown` the numbers of which nobody has the heads.
    """

    rows: Mapping[int, tuple[Signed, str]]
    heads_of: Callable[[int], list[Head]]
    keys: Sequence[Ed25519PublicKey]
    file_exists: bool = True
    believed: dict[int, Statement] = field(default_factory=dict)
    replaced: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    spare: dict[Key, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))
    _in_file: set[int] = field(default_factory=set)
    _in_rows: set[int] = field(default_factory=set)
    _marked: set[int] = field(default_factory=set)
    _present: set[int] = field(default_factory=set)

    def run(self, lines: Iterable[Line]) -> Iterator[Finding]:
        """Findings about the rows and the file's `lines`."""
        self._present.update(self.rows)
        for number, (signed, stored) in sorted(self.rows.items()):
            yield from self._row(number, signed, stored)
        for line in lines:
            yield from self._line(line)
        for number in sorted(self._in_rows - self._in_file):
            self.believed[number] = self.rows[number][0].statement
            yield from self._heads(number, None)
        yield from self._places()
        yield from self._order()

    @property
    def newest(self) -> Statement | None:
        """The believed statement with the highest number."""
        return self.believed[max(self.believed)] if self.believed else None

    def _row(self, number: int, signed: Signed, stored: str) -> Iterator[Finding]:
        wrong = self._signature(signed)
        if wrong:
            yield found(wrong, checkpoint=number, witness=DATABASE)
            return
        self._in_rows.add(number)
        if stored != signed.statement.hash():
            yield found(Wrong.CHECKPOINT_ROW_CHANGED, checkpoint=number)

    def _signature(self, signed: Signed) -> Wrong | None:
        named = [key for key in self.keys if key_id(key) == signed.statement.key_id]
        if not named:
            return Wrong.CHECKPOINT_KEY_UNKNOWN
        return None if signed.is_by(named[0]) else Wrong.CHECKPOINT_FORGED

    def _line(self, line: Line) -> Iterator[Finding]:
        if isinstance(line, Stored):
            self._marked.add(line.number)
        elif isinstance(line, Unreadable):
            yield found(Note.UNREADABLE_LINE, seq=line.line)
        else:
            yield from self._written(line)

    def _written(self, line: Written) -> Iterator[Finding]:
        statement = line.signed.statement
        self._present.add(statement.number)
        wrong = self._signature(line.signed)
        if wrong:
            yield found(wrong, checkpoint=statement.number, witness=FILE)
        elif statement.number in self._in_file:
            if statement != self.believed[statement.number]:
                yield found(Wrong.CHECKPOINT_LINK_BROKEN, checkpoint=statement.number)
        else:
            self._in_file.add(statement.number)
            self.believed[statement.number] = statement
            yield from self._heads(statement.number, line.heads)

    def _heads(self, number: int, written: Sequence[Head] | None) -> Iterator[Finding]:
        """Compare the heads of both places with the signed statement, and choose."""
        statement = self.believed[number]
        file_is_right = written is not None and _are(written, statement)
        if written is not None and not file_is_right:
            yield found(Wrong.HEADS_CHANGED_IN_FILE, checkpoint=number)
        stored = self.heads_of(number)
        if _are(stored, statement):
            return
        self.replaced.add(number)
        if number in self._in_rows:
            names = _difference(stored, written) if written is not None and file_is_right else ""
            yield found(Wrong.HEADS_CHANGED_IN_DATABASE, checkpoint=number, until=names)
        if written is None or not file_is_right:
            self.unknown.add(number)
            return
        for head in written:
            self.spare[head.subject_kind, head.subject_id].append((number, head.seq, head.hash))

    def _places(self) -> Iterator[Finding]:
        """What is in one place only, or in none though the file's mark or a later one knows it."""
        last_row, last_line = max(self._in_rows, default=0), max(self._in_file, default=0)
        only_in_file = self._in_file - self.rows.keys()
        if last_line not in self._marked and last_line:
            yield found(Note.UNFINISHED, checkpoint=last_line)
            if last_line == last_row + 1:
                only_in_file.discard(last_line)
        if any(number > last_row for number in only_in_file):
            yield found(Wrong.DATABASE_OLDER, seq=last_row, until=last_line)
        for number in sorted(n for n in only_in_file if n < last_row):
            yield found(Wrong.CHECKPOINT_NOT_IN_DATABASE, checkpoint=number)
        for number in sorted(self._in_rows & self._in_file):
            if self.rows[number][0].statement != self.believed[number]:
                yield found(Wrong.CHECKPOINT_ROW_CHANGED, checkpoint=number)
        yield from self._missing_lines()

    def _missing_lines(self) -> Iterator[Finding]:
        if not self.file_exists:
            return
        for number in sorted(self._in_rows - self._in_file):
            yield found(Wrong.CHECKPOINT_NOT_IN_FILE, checkpoint=number)
        for number in sorted(self._marked - self._present):
            yield found(Wrong.CHECKPOINT_NOWHERE, checkpoint=number)

    def _order(self) -> Iterator[Finding]:
        before: Statement | None = None
        for number, statement in sorted(self.believed.items()):
            expected = before.number + 1 if before else 1
            for gone in range(expected, number):
                if gone not in self._marked | self._present:
                    yield found(Wrong.CHECKPOINT_NOWHERE, checkpoint=gone)
            if number == expected and not follows(statement, before):
                yield found(Wrong.CHECKPOINT_LINK_BROKEN, checkpoint=number)
            before = statement


def _are(heads: Sequence[Head], statement: Statement) -> bool:
    return len(heads) == statement.changed and HeadsHash(heads).hexdigest() == statement.changed_hash


def _difference(stored: Sequence[Head], right: Sequence[Head]) -> str:
    """The subjects whose heads differ, in words; the first few."""
    names = sorted({f"{kind} {id}" for kind, id, *_ in set(stored) ^ set(right)})
    more = ", …" if len(names) > _NAMED else ""
    return ": " + ", ".join(names[:_NAMED]) + more if names else ""
