"""What comes to the catalogue, and what became of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from motcua.catalogue.content import VersionContent
from motcua.catalogue.terms import Origin


class Change(StrEnum):
    LANDED = "landed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Landing:
    """A content on its way in. In effect from `start`, before `end` (None: open)."""

    content: VersionContent
    origin: Origin
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one landing; `reasons` (Vietnamese) when it was rejected."""

    code: str
    change: Change
    version: UUID | None = None
    reasons: tuple[str, ...] = ()


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
