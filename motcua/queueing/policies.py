"""Who is next, and until when somebody who was not there is let in again. Pure.

No law names the order at a one-stop unit (domain.md is silent on it), so the rule is stated here and shown to
people: whoever has priority goes first, but after so many of them in a row somebody without priority is
called when one waits; among equals the earlier ticket goes first. A unit sets the numbers (`models.Hall`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in line: the ticket, whether it has priority, and since when (aware) it counts as waiting."""

    ticket: UUID
    priority: bool
    since: datetime


def in_order(line: Iterable[Waiting], lately: Sequence[bool], most: int) -> Iterator[Waiting]:
    """Everybody in `line` in the order in which they are called if nobody else comes.

    `lately`: whether the latest calls had priority, the latest first. `most`: how many with priority, at
    least 1, are called in a row while somebody without waits.
    """
    by_time = sorted(line, key=lambda one: (one.since, one.ticket))
    first = [one for one in by_time if one.priority][::-1]
    others = [one for one in by_time if not one.priority][::-1]
    row = sum(1 for _ in takewhile(bool, lately))
    while first or others:
        priority = bool(first) and (row < most or not others)
        row = row + 1 if priority else 0
        yield (first if priority else others).pop()


def may_return(calls_since: int, within: int) -> bool:
    """Whether a skipped ticket may be called again: at most `within` others were called in the meantime."""
    return calls_since <= within
