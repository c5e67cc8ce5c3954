"""Who works where: officers by unit and by what a step asks of them, as the installation's roles say.

The replay only proposes somebody; whether he may, the act itself decides.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from motcua.accounts.models import AbsenceSubstitution, RoleHolding, User
from motcua.accounts.permissions import Permission, Reach, Role, reach_of
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit


class NobodyThereError(LookupError):
    """Nobody in the unit or above it holds a role with the permission."""


class Staff:
    """The officers in service at the time `at`, with their accounts; read once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._found: dict[tuple[object, ...], list[User]] = {}
        self._away: dict[object, list[AbsenceSubstitution]] = {}
        for row in AbsenceSubstitution.objects.order_by("from_at", "id"):
            self._away.setdefault(row.absent_id, []).append(row)

    @cached_property
    def _holders(self) -> dict[object, list[tuple[Role, User]]]:
        rows = (
            RoleHolding.objects.at(self.at)
            .filter(position__officer__user__isnull=False, position__officer__user__is_active=True)
            .select_related("position__officer__user")
            .order_by("position__officer__user__username", "id")
        )
        found: dict[object, list[tuple[Role, User]]] = {}
        for row in rows:
            officer = row.position.officer
            officer.user.officer = officer
            found.setdefault(row.unit_id, []).append((Role(row.role), officer.user))
        return found

    @cached_property
    def _users(self) -> dict[object, User]:
        return {user.officer.pk: user for rows in self._holders.values() for _, user in rows}

    def of(self, officer_id: object) -> User:
        """The account of an officer."""
        return self._users[officer_id]

    def pick(
        self, unit: Unit, permissions: Iterable[Permission], roles: Sequence[Role], turn: int, at: datetime
    ) -> User:
        """Somebody with all `permissions` in `unit`, of the first of `roles` that anybody there has.

        `turn` spreads the work; who is away at `at` is stood in for. Raises NobodyThereError.
        """
        key = (unit.pk, frozenset(permissions), tuple(roles))
        if key not in self._found:
            self._found[key] = self._candidates(unit, key[1], roles)
        people = self._found[key]
        return self._there(people[turn % len(people)], at)

    def _there(self, user: User, at: datetime) -> User:
        rows = self._away.get(user.officer.pk, ())
        return next((self._users[row.substitute_id] for row in rows if row.from_at <= at < row.to_at), user)

    def _candidates(
        self, unit: Unit, permissions: frozenset[Permission], roles: Sequence[Role]
    ) -> list[User]:
        for place in orgs.with_ancestors(unit, self.at.astimezone(LOCAL).date()):
            reaches = set(Reach) if place == unit else {Reach.AGENCY, Reach.SUBTREE}
            fitting = [
                (role, user)
                for role, user in self._holders.get(place.pk, ())
                if all(reach_of(role, permission) in reaches for permission in permissions)
            ]
            for wanted in (*roles, *Role):
                people = [user for role, user in fitting if role is wanted]
                if people:
                    return people
        raise NobodyThereError(f"{unit.code}: {sorted(permissions)}")
