"""What a checkpoint states, what is signed, and what its hashes cover. Pure.

statistics.md 5; the algorithm and what each part detects are told in docs/algorithms/journal.md.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from motcua.journal.events import GENESIS, instant

# Arrays of texts and whole numbers are so as RFC 8785 has them.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Head(NamedTuple):
    """The last link of one chain at one moment."""

    subject_kind: str
    subject_id: str
    seq: int
    hash: str


class HeadsHash:
    """SHA-256 over heads, given in the order of (kind, id) by code points: one JSON array a line."""

    def __init__(self, heads: Iterable[Head] = ()) -> None:
        self._hash = hashlib.sha256()
        for head in heads:
            self.add(head)

    def add(self, head: Head) -> None:
        """Take in the next head."""
        self._hash.update(self.line(head))

    def add_lines(self, lines: bytes) -> None:
        """Take in the next heads as `line` wrote them, one after the other."""
        self._hash.update(lines)

    @staticmethod
    def line(head: Head) -> bytes:
        """What is hashed of one head."""
        return _encode(head).encode() + b"\n"

    def hexdigest(self) -> str:
        """64 hexadecimal digits."""
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed: what all chains were at `at`.

    `events` and `chains` count everything, `heads_hash` covers the heads of all chains; `changed` counts
    and `changed_hash` covers the heads that had moved since the statement before, whose hash is `previous`.
    """

    number: int
    at: datetime
    events: int
    chains: int
    heads_hash: str
    changed: int
    changed_hash: str
    previous: str
    key_id: str

    def as_json(self) -> dict[str, Any]:
        """The statement as it stands in the file; `at` in UTC."""
        values = {name: getattr(self, name) for name in Statement.__slots__}
        return values | {"at": instant(self.at)}

    def signed_form(self) -> bytes:
        """The RFC 8785 form, which is what is signed."""
        return rfc8785.dumps(self.as_json())

    def hash(self) -> str:
        """SHA-256 of the signed form: what the next statement calls `previous`."""
        return hashlib.sha256(self.signed_form()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement and its signature (Ed25519, base64)."""

    statement: Statement
    signature: str

    def is_by(self, key: Ed25519PublicKey) -> bool:
        """Whether `key` signed exactly this statement."""
        try:
            key.verify(base64.b64decode(self.signature, validate=True), self.statement.signed_form())
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Written:
    """A checkpoint as the file has it."""

    signed: Signed
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """The mark that the database has checkpoint `number`."""

    number: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line, counted from 1, that is neither: torn by a crash or edited."""

    line: int


Line = Written | Stored | Unreadable


def sign(statement: Statement, key: Ed25519PrivateKey) -> Signed:
    """`statement` with its signature."""
    return Signed(statement, base64.b64encode(key.sign(statement.signed_form())).decode())


def key_id(key: Ed25519PublicKey) -> str:
    """The name of a key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def statement_from_json(values: dict[str, Any]) -> Statement:
    """The statement that `Statement.as_json` wrote. Raises ValueError or OverflowError for anything else."""
    if not isinstance(values, dict) or set(values) != set(Statement.__slots__):
        raise ValueError("no statement")
    numbers = {"number", "events", "chains", "changed"}
    for name, value in values.items():
        if type(value) is not (int if name in numbers else str):
            raise ValueError(f"no {name}: {value!r}")
    statement = Statement(**values | {"at": datetime.fromisoformat(values["at"])})
    if rfc8785.dumps(values) != statement.signed_form():
        raise ValueError("a statement has one form")
    return statement


def follows(statement: Statement, before: Statement | None) -> bool:
    """Whether `statement` names the one before it (None: it is the first)."""
    return statement.previous == (before.hash() if before else GENESIS)
