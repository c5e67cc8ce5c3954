"""What comes to the catalogue, and what became of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from motcua.catalogue import checks
from motcua.catalogue.content import VersionContent
from motcua.catalogue.findings import errors
from motcua.catalogue.terms import Origin

# What a province adds to a procedure, and a national record does not know.
LOCAL_FIELDS = (
    "abbreviations",
    "cases",
    "fees",
    "extensions",
    "area_extensions",
    "online_levels",
    "processes",
    "supplement_window",
    "supplement_article",
    "supplement_mode",
    "applicant_deadline",
    "counting_mode",
    "on_the_spot",
)


class Change(StrEnum):
    LANDED = "landed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Landing:
    """A content on its way in. In effect from `start`, before `end` (None: open).

    With `keeps_local`, what the province added to the version before stays, as far as it still fits.
    """

    content: VersionContent
    origin: Origin
    start: date
    end: date | None = None
    keeps_local: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one landing; `reasons` (Vietnamese) when it was rejected."""

    code: str
    change: Change
    version: UUID | None = None
    reasons: tuple[str, ...] = ()


def with_local(content: VersionContent, previous: VersionContent) -> VersionContent:
    """`content` with the local fields of `previous` that it does not fill itself.

    Where the processes no longer fit (their sum is over the new limit, say), they stay behind, and where
    nothing fits, `content` comes back as it is.
    """
    fields = [f for f in LOCAL_FIELDS if _empty(content, f) and not _empty(previous, f)]
    without_processes = [f for f in fields if f != "processes"]
    for kept in (fields, without_processes):
        merged = content.model_copy(update={f: getattr(previous, f) for f in kept})
        if not errors(checks.findings(merged)):
            return merged
    return content


def _empty(content: VersionContent, field: str) -> bool:
    return bool(getattr(content, field) == VersionContent.model_fields[field].default)


def in_rounds(landings: Sequence[Landing], size: int) -> list[list[Landing]]:
    """The landings in order, in rounds of at most `size` in which no procedure comes twice."""
    rounds: list[list[Landing]] = [[]]
    seen: set[str] = set()
    for landing in landings:
        if len(rounds[-1]) == size or landing.content.code in seen:
            rounds.append([])
            seen = set()
        rounds[-1].append(landing)
        seen.add(landing.content.code)
    return rounds
