"""Questions about people and rights. Everything is refused that nothing grants.

`at` is an aware time; rows that hold by days are asked for its date in local time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts import policies
from motcua.accounts.held import held_by, units_reached
from motcua.accounts.models import (
    AbsenceSubstitution,
    Delegation,
    Officer,
    Position,
    Posting,
    Rank,
    RoleHolding,
    User,
)
from motcua.accounts.permissions import Permission, Reach, reach_of, roles_with
from motcua.accounts.policies import Ground, GroundKind, Place, PostingRemark
from motcua.journal.events import Actor
from motcua.journal.queries import installation
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitKind


def actor_of(user: User) -> Actor:
    """`user` as the one who did something, for the journal."""
    return Actor(str(user.pk), user.full_name or user.username)


def may(user: User, permission: Permission, unit: Unit, at: datetime) -> bool:
    """Whether `user` has `permission` in `unit` at the time `at`; no unless something grants it."""
    return ground_for(user, permission, unit, at) is not None


def ground_for(user: User, permission: Permission, unit: Unit, at: datetime) -> Ground | None:
    """By which right `user` has `permission` in `unit` at `at`, for the record; None when by none."""
    if not user.is_active:
        return None
    found = policies.ground(permission, _places(unit, _day(at)), held_by(user, at))
    if found is None and user.is_superuser:
        return policies.superuser_ground(permission, unit.code)
    return found


def permissions_of(user: User, unit: Unit, at: datetime) -> frozenset[Permission]:
    """All that `user` may do in `unit` at `at`."""
    if not user.is_active:
        return frozenset()
    places, held = _places(unit, _day(at)), held_by(user, at)
    granted = {p for p in Permission if policies.ground(p, places, held)}
    if user.is_superuser:
        granted |= {p for p in Permission if policies.superuser_ground(p, unit.code)}
    return frozenset(granted)


def units_where(user: User, permission: Permission, at: datetime) -> set[UUID]:
    """Ids of the units existing on the day of `at` in which `user` has `permission`; for lists and menus."""
    if not user.is_active:
        return set()
    day = _day(at)
    if user.is_superuser and policies.superuser_ground(permission, ""):
        return set(Unit.objects.on(day).values_list("pk", flat=True))
    return units_reached(_fitting(user, permission, at), day)


def may_somewhere(user: User, permission: Permission, at: datetime) -> bool:
    """Whether `user` has `permission` in any unit at `at`: whether a menu shows its entry."""
    if not user.is_active:
        return False
    if user.is_superuser and policies.superuser_ground(permission, ""):
        return True
    return bool(_fitting(user, permission, at))


def may_for_all(user: User, permission: Permission, at: datetime) -> bool:
    """Whether `user` has `permission` in a unit that stands under none at `at`.

    For what the whole installation shares, as the catalogue: a role in one commune does not suffice.
    """
    if not may_somewhere(user, permission, at):
        return False
    return any(may(user, permission, unit, at) for unit in orgs.tops(_day(at)))


def _fitting(user: User, permission: Permission, at: datetime) -> list[tuple[UUID, Reach]]:
    """Where `user` holds a role with `permission`, and how far it reaches from there."""
    return [
        (held.unit, reach)
        for held in held_by(user, at)
        if (reach := reach_of(held.role, permission)) and (not held.only or permission in held.only)
    ]


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _places(unit: Unit, day: date) -> list[Place]:
    """The unit and those above it; none for a unit that does not exist then, so that nothing holds in it."""
    if not unit.holds_on(day):
        return []
    return [_place(u) for u in orgs.with_ancestors(unit, day)]


def _place(unit: Unit) -> Place:
    return Place(unit.pk, unit.code, unit.level, unit.kind == UnitKind.VERTICAL)


def in_service(officer: Officer, at: datetime) -> bool:
    """Whether `officer` holds any position on the day of `at`."""
    day = _day(at)
    return Position.objects.on(day).filter(_exists_on(day, "unit"), officer=officer).exists()


def holds_throughout(officer: Officer, role: str, unit: Unit, from_at: datetime, to_at: datetime) -> bool:
    """Whether one holding of `officer` himself, and its position, cover all of [from_at, to_at)."""
    return any(
        h.role == role
        and h.unit_id == unit.pk
        and (h.to_at is None or h.to_at >= to_at)
        and (h.position.valid_to is None or h.position.valid_to >= _day(to_at - timedelta(microseconds=1)))
        for h in own_roles(officer, from_at)
    )


def not_past(time: datetime, at: datetime) -> bool:
    """Whether `time` may still be fixed at `at`: forms know minutes, so the running minute counts as now."""
    return time >= at.replace(second=0, microsecond=0)


def own_roles(officer: Officer, at: datetime) -> list[RoleHolding]:
    """Roles that `officer` himself holds at `at` by a position in force."""
    return _holdings({officer.pk}, at).get(officer.pk, [])


def _holdings(officers: Iterable[UUID], at: datetime) -> dict[UUID, list[RoleHolding]]:
    day = _day(at)
    rows = (
        RoleHolding.objects.at(at)
        .filter(_in_force(day), position__officer__in=officers)
        .select_related("position")
        .order_by("unit", "role", "id")
    )
    found: dict[UUID, list[RoleHolding]] = {}
    for row in rows:
        found.setdefault(row.position.officer_id, []).append(row)
    return found


def _in_force(day: date) -> Q:
    """A holding whose position, the position's unit and the unit of the role exist on `day`."""
    return _exists_on(day, "position") & _exists_on(day, "position__unit") & _exists_on(day, "unit")


def _exists_on(day: date, what: str) -> Q:
    lasts = Q(**{f"{what}__valid_to": None}) | Q(**{f"{what}__valid_to__gte": day})
    return lasts & Q(**{f"{what}__valid_from__lte": day})


def officers_with(permission: Permission, unit: Unit, at: datetime) -> QuerySet[Officer]:
    """Officers whose own role in `unit` itself gives `permission` at `at`: whom a step may be assigned to."""
    day = _day(at)
    roles = sorted(role.value for role in roles_with(permission))
    rows = RoleHolding.objects.at(at).filter(_in_force(day), role__in=roles, unit=unit)
    return Officer.objects.filter(pk__in=rows.values("position__officer"))


def acting_with(permission: Permission, unit: Unit, at: datetime) -> list[tuple[Officer, Ground]]:
    """Who with an account has `permission` in `unit` at `at`, also from above or in another's place, and why.

    Own roles first, then by name.
    """
    day = _day(at)
    above = orgs.with_ancestors(unit, day)
    holdings = RoleHolding.objects.at(at).filter(_in_force(day), role__in=roles_with(permission))
    holders = holdings.filter(unit__in=above).values("position__officer")
    instead = AbsenceSubstitution.objects.at(at).filter(absent__in=holders).values("substitute")
    delegates = Delegation.objects.at(at).filter(from_officer__in=holders).values("to_officer")
    someone = Q(pk__in=holders) | Q(pk__in=instead) | Q(pk__in=delegates)
    officers = Officer.objects.filter(someone, user__is_active=True).select_related("user")
    rights = [(officer, ground_for(officer.user, permission, unit, at)) for officer in officers]
    found = [(officer, right) for officer, right in rights if right is not None]
    preference = list(GroundKind)
    return sorted(found, key=lambda one: (preference.index(one[1].kind), one[0].sort_key, one[0].pk))


def titles_of(officers: Iterable[Officer], on: date) -> dict[UUID, str]:
    """The titles that `officers` hold on the day `on`, by key of the officer, the highest first."""
    rows = Position.objects.on(on).filter(officer__in=list(officers)).select_related("title")
    found: dict[UUID, list[str]] = {}
    for row in rows.order_by("title__sort_key", "id"):
        found.setdefault(row.officer_id, []).append(row.title.name)
    return {key: ", ".join(titles) for key, titles in found.items()}


def officers_of(unit: Unit, on: date) -> QuerySet[Position]:
    """Positions held in `unit` on the day `on`, with officer and title."""
    return (
        Position.objects.on(on)
        .filter(unit=unit)
        .select_related("officer", "title")
        .order_by("title__sort_key", "officer__sort_key", "id")
    )


def positions_in(units: Iterable[UUID], on: date) -> QuerySet[Position]:
    """Positions held on the day `on` in any of `units`, with officer and unit, by unit and officer."""
    rows = Position.objects.on(on).filter(unit__in=list(units)).select_related("officer", "unit")
    return rows.order_by("unit__sort_key", "officer__sort_key", "id")


def remarks_on(posting: Posting) -> list[PostingRemark]:
    """Where `posting` falls short of NĐ 61/2018 article 11 (domain.md 1.2)."""
    officer = posting.officer
    return policies.posting_remarks(
        rank_suffices=Rank(officer.rank).suffices_for_one_stop,
        service_since=officer.service_since,
        first=posting.valid_from,
        last=posting.valid_to,
    )


@dataclass(frozen=True)
class DemoAccount:
    """An account that a demonstration offers to its visitors; the password is the same for all."""

    username: str
    full_name: str
    password: str
    role: str
    unit: str


def demo_accounts(at: datetime) -> list[DemoAccount]:
    """The accounts that a demonstration shows, with role and unit at `at`; none in a real installation."""
    if not installation().is_demonstration:
        return []
    from motcua.accounts import demo  # reads YAML: a third of the start of every command

    seed = demo.people()
    shown = [person.username for person in seed.people if person.shown]
    found = {
        o.user.username: o for o in Officer.objects.filter(user__username__in=shown).select_related("user")
    }
    holdings = _holdings({o.pk for o in found.values()}, at)
    units = Unit.objects.in_bulk({rows[0].unit_id for rows in holdings.values()})
    return [
        DemoAccount(
            username=name,
            full_name=found[name].full_name,
            password=seed.password,
            role=str(rows[0].get_role_display()),
            unit=units[rows[0].unit_id].short_name,
        )
        for name in shown
        if name in found and (rows := holdings.get(found[name].pk))
    ]
