"""What acts are given: who applies, which papers were brought. Pure values; the acts make rows of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True)
class ApplicantDetails:
    """Who applies, and who hands in for them. Personal data: never in an event."""

    name: str
    kind: str = "citizen"
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    submitter_name: str = ""
    submitter_id_number: str = ""


@dataclass(frozen=True)
class Brought:
    """One paper that was brought, by its place in the published list."""

    position: int
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0


@dataclass(frozen=True)
class Request:
    """What the applicant wants: the case of the procedure, in which way, in how many sets; how he gets the
    result (a value of `Channel`). `postal_item` is the post's number on the envelope it came in.
    """

    case: str = ""
    channel: str = "direct"
    summary: str = ""
    sets: int = 1
    return_channel: str = "direct"
    postal_item: str = ""


@dataclass(frozen=True)
class ResultText:
    """What a result says, without head and signature: a paper of NĐ 30/2020 (domain.md 1.7).

    `title` is empty for a letter (công văn), which has `about` under its number instead; `symbol` follows the
    number. Lines of `body` are paragraphs, lines of `recipients` who gets it.
    """

    title: str
    about: str
    symbol: str
    addressee: str
    body: str
    recipients: str

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "ResultText":
        """The text as a row keeps it; what a row does not know is empty."""
        return cls(**{name: str(kept.get(name, "")) for name in cls.__dataclass_fields__})

    def kept(self) -> dict[str, str]:
        """The text as a row keeps it."""
        return asdict(self)

    @property
    def sha256(self) -> str:
        """The hash of the text's canonical JSON (RFC 8785), which events tell instead of the text."""
        return hashlib.sha256(rfc8785.dumps(asdict(self))).hexdigest()
