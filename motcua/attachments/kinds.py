"""Which files are taken: recognised by what is in them, never by their name. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

MEGABYTE = 1_000_000


class Kind(StrEnum):
    """Kinds of files that are taken (domain.md 1.3: scans and electronic papers)."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


class Rule(NamedTuple):
    """How a kind begins, what browsers call it, and how many bytes a file of it may have."""

    begins: bytes
    media_type: str
    most: int


RULES: Mapping[Kind, Rule] = {
    Kind.PDF: Rule(b"%PDF-", "application/pdf", 20 * MEGABYTE),
    Kind.JPEG: Rule(b"\xff\xd8\xff", "image/jpeg", 10 * MEGABYTE),
    Kind.PNG: Rule(b"\x89PNG\r\n\x1a\n", "image/png", 10 * MEGABYTE),
}

MOST = max(rule.most for rule in RULES.values())
"""Bytes; a larger upload need not be read."""


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too_many_pages"


class NotTakenError(ValueError):
    """A file that is not taken, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"file not taken: {fault}")
        self.fault = fault


def recognise(content: bytes) -> Kind:
    """The kind of a whole file. Raises NotTakenError: empty, no kind that is taken, too many bytes."""
    if not content:
        raise NotTakenError(Fault.EMPTY)
    kind = next((kind for kind, rule in RULES.items() if content.startswith(rule.begins)), None)
    if kind is None:
        raise NotTakenError(Fault.UNKNOWN if len(content) <= MOST else Fault.TOO_LARGE)
    if len(content) > RULES[kind].most:
        raise NotTakenError(Fault.TOO_LARGE)
    return kind
