"""Where a new version stands among those of its procedure, so that never two are in effect at once. Pure.

Spans are half-open in dates. What was in effect is not rewritten: a source's second version begins on the
day on which it lands, at the earliest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.catalogue.terms import Origin


class NeverInEffectError(ValueError):
    """The version would end before it begins."""


@dataclass(frozen=True, slots=True)
class Span:
    """A published version's days, and what its source gave."""

    version: UUID
    number: int
    origin: str
    source_hash: str
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether the version is in effect on `day`."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Placement:
    """Days of a new version, and the version that it ends on its first day, if any."""

    start: date
    end: date | None
    ends: Span | None


def latest_of(spans: Sequence[Span], origin: Origin) -> Span | None:
    """The newest version that came from `origin`."""
    return max((s for s in spans if s.origin == origin), key=lambda s: s.number, default=None)


def newest(spans: Sequence[Span]) -> Span | None:
    """The version that counts as the present one: of those that were ever in effect, the last to begin."""
    real = [s for s in spans if s.end is None or s.start < s.end]
    return max(real or spans, key=lambda s: (s.start, s.number), default=None)


def place(spans: Sequence[Span], *, origin: Origin, start: date, end: date | None, on: date) -> Placement:
    """Days for a version of `origin` that is to begin on `start` and lands on `on`.

    A later version that stands already keeps its days. Raises NeverInEffectError when nothing is left.
    """
    first = start if latest_of(spans, origin) is None else max(start, on)
    later = [s.start for s in spans if s.start > first and s.holds(s.start)]
    last = min([*later, *([end] if end else [])], default=None)
    if last is not None and last <= first:
        raise NeverInEffectError(f"a version from {first} on that ends on {last} is never in effect")
    return Placement(first, last, next((s for s in spans if s.holds(first)), None))
