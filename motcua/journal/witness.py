"""The file of checkpoints outside the database: one JSON document a line, only ever appended to.

A checkpoint is a line with statement, signature and the heads that had changed; when the database has it
too, a line `{"stored": number}` follows. So a crash between file and database (no such line) differs from
a checkpoint that was taken out of the database later.
"""

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from motcua.journal.checkpoints import (
    Head,
    Line,
    Signed,
    Stored,
    Unreadable,
    Written,
    statement_from_json,
)

_TAIL = 64


def default_path() -> Path:
    """`MOTCUA_CHECKPOINTS`, else checkpoints.jsonl in the data folder."""
    named = os.environ.get("MOTCUA_CHECKPOINTS")
    return Path(named).expanduser() if named else settings.DATA / "checkpoints.jsonl"


def append_checkpoint(path: Path, signed: Signed, heads: Sequence[Head]) -> None:
    """Write a checkpoint to the file, on the disk when this returns. Raises OSError."""
    _append(path, {"heads": heads, "signature": signed.signature, "statement": signed.statement.as_json()})


def append_stored(path: Path, number: int) -> None:
    """Write that the database has checkpoint `number` too. Raises OSError."""
    _append(path, {"stored": number})


def read(path: Path) -> Iterator[Line]:
    """The file's lines in their order, one in memory at a time; nothing when there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _parsed(number, line)


def last(path: Path) -> tuple[Written | None, bool]:
    """The last checkpoint of the file, and whether its mark says that the database has it."""
    lines = [_parsed(0, line) for line in _tail(path)]
    newest = next((line for line in reversed(lines) if isinstance(line, Written)), None)
    stored = {line.number for line in lines if isinstance(line, Stored)}
    return newest, newest is not None and newest.signed.statement.number in stored


def _tail(path: Path) -> Iterable[bytes]:
    """The last lines; more than one checkpoint and its mark, because crashes leave torn lines between."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        return deque(file, maxlen=_TAIL)


def _append(path: Path, document: dict[str, object]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        torn = file.seek(0, os.SEEK_END) > 0 and _last_byte(file.fileno()) != b"\n"
        _write_all(file.fileno(), (b"\n" if torn else b"") + text.encode() + b"\n")
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _last_byte(descriptor: int) -> bytes:
    return os.pread(descriptor, 1, os.fstat(descriptor).st_size - 1)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parsed(number: int, line: bytes) -> Line:
    try:
        document = json.loads(line)
        if document.keys() == {"stored"} and type(document["stored"]) is int:
            return Stored(document["stored"])
        statement = statement_from_json(document["statement"])
        signed = Signed(statement, str(document["signature"]))
        return Written(signed, tuple(_head(*head) for head in document["heads"]))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return Unreadable(number)


def _head(kind: object, id: object, seq: object, hash: object) -> Head:
    if not (isinstance(kind, str) and isinstance(id, str) and type(seq) is int and isinstance(hash, str)):
        raise TypeError("no head")
    f"{kind}{id}{hash}".encode()  # half a surrogate pair raises ValueError
    return Head(kind, id, seq, hash)
