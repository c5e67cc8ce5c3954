"""Whether what somebody holds allows an act in a unit, and by which ground. Pure.

The ground goes into the record of the act: "rõ người, rõ trách nhiệm" asks by what right somebody acted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from motcua.accounts.permissions import GRANTS, Permission, Reach, Role, reach_of

LEAST_YEARS_OF_SERVICE = 3
LEAST_MONTHS_OF_POSTING = 6


class GroundKind(StrEnum):
    """By which right: own role, in an absent officer's place, by delegation, or as first administrator."""

    OWN_ROLE = "own_role"
    SUBSTITUTION = "substitution"
    DELEGATION = "delegation"
    SUPERUSER = "superuser"


_PREFERENCE = list(GroundKind)


@dataclass(frozen=True)
class Place:
    """A unit as far as permissions care."""

    id: UUID
    code: str
    level: str
    is_vertical: bool


@dataclass(frozen=True)
class Held:
    """A role that a user has in a unit at the time asked about, by whatever right.

    `reference` is the id of the role holding, substitution or delegation; `document` its deciding document;
    `only` limits a delegation to some permissions (empty: the whole role); `of_officer` is the officer in
    whose place the user acts (None when in nobody's).
    """

    kind: GroundKind
    role: Role
    unit: UUID
    reference: UUID
    document: str = ""
    of_officer: UUID | None = None
    of_name: str = ""
    only: frozenset[Permission] = frozenset()


@dataclass(frozen=True)
class Ground:
    """By which right a user may do what was asked."""

    kind: GroundKind
    role: Role
    unit_code: str
    reference: UUID | None
    document: str = ""
    of_officer: UUID | None = None
    of_name: str = ""

    def as_payload(self) -> dict[str, str]:
        """The ground as an event keeps it; empty parts left out."""
        parts = {
            "kind": self.kind.value,
            "role": self.role.value,
            "unit": self.unit_code,
            "reference": str(self.reference or ""),
            "document": self.document,
            "of_officer": str(self.of_officer or ""),
            "of_name": self.of_name,
        }
        return {name: value for name, value in parts.items() if value}


def reaches(reach: Reach, path: Sequence[Place]) -> bool:
    """Whether a permission of this reach, held in the last place of `path`, holds in its first.

    `path` leads from the unit asked about upwards to the unit in which the role is held. A vertical agency
    answers to its own line, so nothing held above it reaches into it.
    """
    if len(path) == 1:
        return True
    if reach is Reach.UNIT or any(place.is_vertical for place in path[:-1]):
        return False
    return reach is Reach.SUBTREE or all(place.level == path[-1].level for place in path)


def ground(permission: Permission, above: Sequence[Place], held: Iterable[Held]) -> Ground | None:
    """By which of `held` the `permission` holds in the first place of `above`; None when by nothing.

    `above` is the unit asked about and the units above it, the nearest first. The own role goes before a
    substitution, that before a delegation; then the nearest unit.
    """
    distance = {place.id: n for n, place in enumerate(above)}
    fitting = [h for h in held if h.unit in distance and _fits(permission, above[: distance[h.unit] + 1], h)]
    if not fitting:
        return None
    best = min(fitting, key=lambda h: (_PREFERENCE.index(h.kind), distance[h.unit], h.role))
    code = above[distance[best.unit]].code
    return Ground(best.kind, best.role, code, best.reference, best.document, best.of_officer, best.of_name)


def _fits(permission: Permission, path: Sequence[Place], held: Held) -> bool:
    reach = reach_of(held.role, permission)
    if reach is None or (held.only and permission not in held.only):
        return False
    return reaches(reach, path)


def superuser_ground(permission: Permission, unit_code: str) -> Ground | None:
    """A superuser administers; he has no part in any dossier."""
    if permission not in GRANTS[Role.ADMINISTRATOR]:
        return None
    return Ground(GroundKind.SUPERUSER, Role.ADMINISTRATOR, unit_code, None)


class PostingRemark(StrEnum):
    """Where a posting falls short of NĐ 61/2018 article 11 (recalled: so it warns and does not refuse)."""

    RANK_TOO_LOW = "rank_too_low"
    SERVICE_TOO_SHORT = "service_too_short"
    SERVICE_UNKNOWN = "service_unknown"
    POSTING_TOO_SHORT = "posting_too_short"


def posting_remarks(
    *, rank_suffices: bool, service_since: date | None, first: date, last: date | None
) -> list[PostingRemark]:
    """What article 11 would ask of an officer posted to a one-stop unit from `first` to `last` (included).

    Rank chuyên viên or higher, three years of service on the first day, six months of posting (an open end is
    long enough). domain.md 1.2.
    """
    remarks = [] if rank_suffices else [PostingRemark.RANK_TOO_LOW]
    if service_since is None:
        remarks.append(PostingRemark.SERVICE_UNKNOWN)
    elif _months_later(service_since, 12 * LEAST_YEARS_OF_SERVICE) > first:
        remarks.append(PostingRemark.SERVICE_TOO_SHORT)
    if last is not None and date.fromordinal(last.toordinal() + 1) < _months_later(
        first, LEAST_MONTHS_OF_POSTING
    ):
        remarks.append(PostingRemark.POSTING_TOO_SHORT)
    return remarks


def _months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
