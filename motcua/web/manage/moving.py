"""What a transfer would move, told for people: who gets how much, of which procedures, from whose desk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from motcua.dossiers.models import Step
from motcua.dossiers.transferring import Move


@dataclass(frozen=True)
class Line:
    """One dossier: from where to where, and who holds its open steps now."""

    move: Move
    holders: str


@dataclass(frozen=True)
class Summary:
    """A transfer in numbers, each list with the largest first; `lines` in the order of the codes."""

    lines: Sequence[Line]
    ways: Sequence[tuple[str, str, int]]
    procedures: Sequence[tuple[str, int]]
    holders: Sequence[tuple[str, int]]

    @property
    def digest(self) -> str:
        """What was shown, so that nothing else is done."""
        told = "".join(f"{line.move.dossier.pk} {_way(line.move)} {line.holders}\n" for line in self.lines)
        return sha256(told.encode()).hexdigest()


def summary(moves: Sequence[Move]) -> Summary:
    """`moves` counted by way, procedure and holder; one query."""
    held = _held(moves)
    lines = [Line(move, ", ".join(held.get(move.dossier.pk, ()))) for move in moves]
    ways = Counter((old.short_name, new.short_name) for move in moves for old, new in move.ways)
    procedures = Counter(move.dossier.procedure_version.name for move in moves)
    holders = Counter(name for move in moves for name in held.get(move.dossier.pk, ()))
    return Summary(
        lines,
        [(old, new, count) for (old, new), count in ways.most_common()],
        procedures.most_common(),
        holders.most_common(),
    )


def _held(moves: Sequence[Move]) -> dict[UUID, list[str]]:
    """Names of who holds open steps at the units that end, by dossier."""
    units = {old.pk for move in moves for old, _new in move.ways}
    rows = Step.objects.filter(
        dossier__in=[move.dossier.pk for move in moves], ended_at__isnull=True, unit__in=units
    )
    found: dict[UUID, list[str]] = {}
    for key, name in rows.exclude(owner=None).values_list("dossier", "owner__full_name").order_by("key"):
        if name not in found.setdefault(key, []):
            found[key].append(name)
    return found


def _way(move: Move) -> str:
    return ",".join(f"{old.code}>{new.code}" for old, new in move.ways)
