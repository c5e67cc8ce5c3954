"""Questions about people and rights. Everything is refused that nothing grants.

`at` is an aware time; rows that hold by days are asked for its date in local time.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts import policies
from motcua.accounts.models import AbsenceSubstitution, Delegation, Officer, Position, RoleHolding, User
from motcua.accounts.permissions import DELEGABLE, Permission, Role, reach_of, roles_with
from motcua.accounts.policies import Ground, GroundKind, Held, Place
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitKind


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
    found: set[UUID] = set()
    for held in held_by(user, at):
        if reach_of(held.role, permission) is None or (held.only and permission not in held.only):
            continue
        found |= _reached(held, permission, day)
    return found


def may_somewhere(user: User, permission: Permission, at: datetime) -> bool:
    """Whether `user` has `permission` in any unit at `at`: whether a menu shows its entry."""
    return bool(units_where(user, permission, at))


def _reached(held: Held, permission: Permission, day: date) -> set[UUID]:
    top = Unit.objects.get(pk=held.unit)
    nodes = orgs.tree(day, top)
    path: list[Place] = []
    found: set[UUID] = set()
    for node in nodes:
        del path[node.depth :]
        path.append(_place(node.unit))
        if policies.ground(permission, path[::-1], [held]):
            found.add(node.unit.pk)
    return found


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _places(unit: Unit, day: date) -> list[Place]:
    return [_place(u) for u in orgs.with_ancestors(unit, day)]


def _place(unit: Unit) -> Place:
    return Place(unit.pk, unit.code, unit.level, unit.kind == UnitKind.VERTICAL)


def held_by(user: User, at: datetime) -> list[Held]:
    """Every role that `user` has at `at`: own ones, an absent officer's, delegated ones.

    In another's place only what that officer holds himself at that time, and only the daily work
    (`permissions.DELEGABLE`); so nothing is passed on, and it ends with the other's office. Nothing for an
    account switched off or an officer without a position in force.
    """
    officer = Officer.objects.filter(user=user).first() if user.is_active else None
    if officer is None or not in_service(officer, at):
        return []
    absences = list(
        AbsenceSubstitution.objects.at(at).filter(substitute=officer).select_related("absent").order_by("id")
    )
    delegations = list(
        Delegation.objects.at(at).filter(to_officer=officer).select_related("from_officer").order_by("id")
    )
    people = {officer.pk, *(a.absent_id for a in absences), *(d.from_officer_id for d in delegations)}
    own = _holdings(people, at)
    held = [_own(h) for h in own.get(officer.pk, [])]
    for absence in absences:
        held += [_substituted(absence, h) for h in own.get(absence.absent_id, []) if h.role in DELEGABLE]
    for delegation in delegations:
        if any(
            h.role == delegation.role and h.unit_id == delegation.unit_id
            for h in own.get(delegation.from_officer_id, [])
        ):
            held.append(_delegated(delegation))
    return held


def in_service(officer: Officer, at: datetime) -> bool:
    """Whether `officer` holds any position on the day of `at`."""
    return bool(Position.objects.on(_day(at)).filter(officer=officer).exists())


def own_roles(officer: Officer, at: datetime) -> list[RoleHolding]:
    """Roles that `officer` himself holds at `at` by a position in force."""
    return _holdings({officer.pk}, at).get(officer.pk, [])


def _holdings(officers: Iterable[UUID], at: datetime) -> dict[UUID, list[RoleHolding]]:
    day = _day(at)
    rows = (
        RoleHolding.objects.at(at)
        .filter(
            Q(position__valid_to=None) | Q(position__valid_to__gte=day),
            position__valid_from__lte=day,
            position__officer__in=officers,
        )
        .select_related("position")
        .order_by("unit", "role", "id")
    )
    found: dict[UUID, list[RoleHolding]] = {}
    for row in rows:
        found.setdefault(row.position.officer_id, []).append(row)
    return found


def _own(holding: RoleHolding) -> Held:
    return Held(GroundKind.OWN_ROLE, Role(holding.role), holding.unit_id, holding.pk)


def _substituted(absence: AbsenceSubstitution, holding: RoleHolding) -> Held:
    return Held(
        GroundKind.SUBSTITUTION,
        Role(holding.role),
        holding.unit_id,
        absence.pk,
        document=absence.document,
        of_officer=absence.absent_id,
        of_name=absence.absent.full_name,
    )


def _delegated(delegation: Delegation) -> Held:
    return Held(
        GroundKind.DELEGATION,
        Role(delegation.role),
        delegation.unit_id,
        delegation.pk,
        document=delegation.document,
        of_officer=delegation.from_officer_id,
        of_name=delegation.from_officer.full_name,
        only=frozenset(Permission(p) for p in delegation.permissions),
    )


def officers_with(permission: Permission, unit: Unit, at: datetime) -> QuerySet[Officer]:
    """Officers whose own role in `unit` itself gives `permission` at `at`: whom a step may be assigned to."""
    day = _day(at)
    rows = RoleHolding.objects.at(at).filter(
        Q(position__valid_to=None) | Q(position__valid_to__gte=day),
        position__valid_from__lte=day,
        role__in=sorted(r.value for r in roles_with(permission)),
        unit=unit,
    )
    return Officer.objects.filter(pk__in=rows.values("position__officer"))


def officers_of(unit: Unit, on: date) -> QuerySet[Position]:
    """Positions held in `unit` on the day `on`, with officer and title."""
    return (
        Position.objects.on(on)
        .filter(unit=unit)
        .select_related("officer", "title")
        .order_by("title__sort_key", "officer__sort_key", "id")
    )
