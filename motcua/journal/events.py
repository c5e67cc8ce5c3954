"""What an event is, and what its hash covers. Pure.

statistics.md 1 (the two times) and 5 (the journal); the algorithm is told in docs/algorithms/journal.md.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import rfc8785

from motcua.lib.times import iso_local

GENESIS = "0" * 64
"""The `prev_hash` of a chain's first event."""

TOLERANCE = timedelta(seconds=10)
"""How far two clocks of one installation may stand apart; the trigger of the table has the same number."""

LATE_ENTRY = "late_entry"
"""The key of the payload that marks papers of an outage which were entered later; holds `{"reason": ...}`."""

DEMONSTRATION, REAL = "demonstration", "real"

_LARGEST = 2**53 - 1
_DEPTH = 32
_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_TYPE = re.compile(r"[a-z][a-z0-9_.]{0,99}")
# One pattern for each beginning, since a search by a fixed beginning is many times as fast.
_DOUBTFUL_NUMBERS = [
    re.compile(before + rb"-?[0-9]+(?:[.e]|(?<=[0-9]{16}))") for before in (b'":', b",", rb"\[")
]
_BEYOND_SURROGATES = bytes(range(0xEE, 0xF5))
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Kind(StrEnum):
    """Kinds of subjects that have a chain of their own."""

    INSTALLATION = "installation"
    DOSSIER = "dossier"
    UNIT = "unit"
    CALENDAR = "calendar"
    PROCEDURE = "procedure"
    PERSON = "person"
    POSITION = "position"
    ROLE = "role"
    FILE = "file"
    CASH = "cash"
    TEMPLATE = "template"
    EVALUATION = "evaluation"


class TimeRefused(ValueError):
    """An event's time is not one that this installation may write."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whose chain an event belongs to. Raises ValueError for a kind or id that is none.

    `kind` is a `Kind` or another lower-case word, `id` 1 to 200 characters (a code or a UUID as text).
    """

    kind: str
    id: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", str(self.kind))
        object.__setattr__(self, "id", str(self.id))
        if not _KIND.fullmatch(self.kind):
            raise ValueError(f"no kind of subject: {self.kind!r}")
        if not 1 <= len(self.id) <= 200 or _HIDDEN.search(self.id):
            raise ValueError(f"no id of a subject: {self.id!r}")

    @classmethod
    def as_stored(cls, kind: str, id: str) -> "Subject":
        """A subject as a row names it, even if somebody wrote nonsense into the row."""
        subject = cls.__new__(cls)
        object.__setattr__(subject, "kind", kind)
        object.__setattr__(subject, "id", id)
        return subject

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


INSTALLATION = Subject(Kind.INSTALLATION, "self")
"""The chain of the installation itself; its first event says whether it is real or a demonstration."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as plain values: the event must stay readable when the account is gone."""

    id: str
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", str(self.id))
        if not 1 <= len(self.id) <= 100 or not 1 <= len(self.name) <= 300:
            raise ValueError("an actor has an id of 1 to 100 and a name of 1 to 300 characters")
        if _HIDDEN.search(self.id + self.name):
            raise ValueError("an actor's id and name hold no control characters")


SYSTEM = Actor("system", "Hệ thống")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to record. Times are aware; see `check_times` for which are allowed.

    `occurred_at` None means: when it is recorded. `recorded_at` None means: the database's clock.
    `late_entry` is the reason why papers were entered later than they were taken (an outage).
    """

    subject: Subject
    type: str
    actor: Actor
    occurred_at: datetime | None = None
    payload: Mapping[str, Any] | None = None
    recorded_at: datetime | None = None
    late_entry: str | None = None

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.type):
            raise ValueError(f"no type of event: {self.type!r}")
        for time in (self.occurred_at, self.recorded_at):
            if time is not None and time.tzinfo is None:
                raise ValueError("a time without a zone names no instant")
        if self.late_entry is not None and not self.late_entry.strip():
            raise ValueError("a late entry needs its reason")

    def plain_payload(self) -> dict[str, Any]:
        """The payload as JSON knows it, with the mark of a late entry.

        Raises what `plain` raises, and ValueError when the payload uses the reserved key itself.
        """
        payload: dict[str, Any] = plain(dict(self.payload or {}))
        if LATE_ENTRY in payload:
            raise ValueError(f"{LATE_ENTRY!r} is set by the argument of that name")
        if self.late_entry is not None:
            payload[LATE_ENTRY] = {"reason": plain(self.late_entry)}
        return payload


def plain(value: Any, *, depth: int = 0) -> Any:
    """`value` as JSON knows it: the one encoder of payloads.

    Times become ISO 8601 in local time with offset, dates ISO 8601, Decimals and UUIDs strings (a Decimal
    without exponent), tuples lists. Raises TypeError for a type that has no one meaning in JSON, ValueError
    for a value that would not come back from the database as it went in: NaN, infinity, a number beyond
    ±(2^53 - 1), a naive time, a NUL or half a surrogate pair, more than 32 levels.
    """
    if depth > _DEPTH:
        raise ValueError(f"a payload has at most {_DEPTH} levels")
    if type(value) is str:
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {_key(k): plain(v, depth=depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v, depth=depth + 1) for v in value]
    if isinstance(value, int | float):
        return _number(value)
    return _text(_written(value))


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys of a payload are strings, not {type(key).__name__}")
    return _text(key)


def _number(value: int | float) -> int | float:
    number = float(value) if isinstance(value, float) else int(value)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise ValueError(f"{value} is no number that JSON keeps; write it as a Decimal or as text")
    return number


def _written(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return iso_local(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is no amount")
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a payload holds no {type(value).__name__}")


def _text(value: str) -> str:
    if "\0" in value:
        raise ValueError("a text of a payload holds no NUL character")
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a text of a payload holds half a surrogate pair") from error
    return value


def check_times(
    *,
    occurred_at: datetime,
    recorded_at: datetime,
    clock: datetime,
    began: datetime,
    late_entry: bool,
    demonstration: bool,
) -> None:
    """The rule of the two times (statistics.md 1), with `TOLERANCE` for clocks that differ a little.

    `clock` is the database's, `began` the beginning of its transaction: an act that waited for a lock
    happened when it began. Raises TimeRefused: in a real installation for a `recorded_at` away from the
    clock; anywhere for an `occurred_at` that lies in the future, or in the past without `late_entry`.
    """
    if not demonstration and abs(recorded_at - clock) > TOLERANCE:
        raise TimeRefused(
            "a real installation records at its database's clock; only a demonstration sets recorded_at"
        )
    if occurred_at > recorded_at + TOLERANCE:
        raise TimeRefused(f"{occurred_at} has not happened yet at {recorded_at}")
    if occurred_at < min(recorded_at, began) - TOLERANCE and not late_entry:
        raise TimeRefused(
            f"{occurred_at} is past at {recorded_at}; say why in late_entry, or replay a demonstration"
        )


@dataclass(frozen=True, slots=True)
class Link:
    """One event as its hash sees it: every column but the outbox ones."""

    id: str
    subject_kind: str
    subject_id: str
    seq: int
    type: str
    actor_id: str
    actor_name: str
    occurred_at: datetime
    recorded_at: datetime
    payload: Any
    prev_hash: str


def canonical_form(link: Link) -> bytes:
    """The RFC 8785 form of `link`, times in UTC with six digits of a second.

    Raises ValueError when the payload can't be written so.
    """
    return canonical(
        {
            "actor_id": link.actor_id,
            "actor_name": link.actor_name,
            "id": link.id,
            "occurred_at": instant(link.occurred_at),
            "payload": link.payload,
            "prev_hash": link.prev_hash,
            "recorded_at": instant(link.recorded_at),
            "seq": link.seq,
            "subject_id": link.subject_id,
            "subject_kind": link.subject_kind,
            "type": link.type,
        }
    )


def canonical(document: Mapping[str, Any]) -> bytes:
    """The RFC 8785 form of a document of texts, numbers, truths, lists and mappings with texts as keys.

    Python's own encoder writes the same, five times as fast, unless there are fractions, numbers beyond
    ±(2^53 - 1) or characters that UTF-16 sorts otherwise; what looks like one of them takes the long way.
    Raises ValueError for what has no such form.
    """
    written = _encode(document).encode()
    return rfc8785.dumps(document) if _is_doubtful(written) else written


def _is_doubtful(written: bytes) -> bool:
    """Whether numbers or characters are among those of which RFC 8785 thinks otherwise than Python."""
    if len(written.translate(None, _BEYOND_SURROGATES)) != len(written):
        return True
    return any(pattern.search(written) for pattern in _DOUBTFUL_NUMBERS)


def event_hash(link: Link) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_form(link)).hexdigest()


def instant(time: datetime) -> str:
    """An instant as hashes and signatures see it, e.g. `2025-06-03T04:30:00.000000Z`."""
    return time.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
