"""The roles that a user has at a time, by whatever right: one statement, since every act asks.

In another's place only what that officer holds himself at that time, and only the daily work
(`permissions.DELEGABLE`): so nothing is passed on, and it ends with the other's office. Nothing for an
account switched off, for an officer without a position in force, and in a unit that does not exist.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import User
from motcua.accounts.permissions import DELEGABLE, Permission, Reach, Role
from motcua.accounts.policies import GroundKind, Held
from motcua.lib.memory import kept
from motcua.lib.times import LOCAL
from motcua.server.prepared import fetched

# LATERAL with OFFSET 0 or LIMIT 1 keeps the order of joining: from the officer to the few positions and roles
# held. Without statistics, as in a database just filled, the planner would begin with all of them.
_HELD = """
WITH me AS (
    SELECT o.id FROM accounts_officer o
    WHERE o.user_id = %(user)s AND EXISTS (
        SELECT 1 FROM accounts_position p CROSS JOIN LATERAL (
            SELECT 1 FROM orgs_unit WHERE id = p.unit_id
            AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s) LIMIT 1
        ) u
        WHERE p.officer_id = o.id
        AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s) OFFSET 0
    )
), stands AS (
    SELECT 'own_role' AS kind, me.id AS for_officer, NULL::uuid AS reference, '' AS document,
           NULL::text AS role, NULL::uuid AS unit_id, '{}'::text[] AS only_these
    FROM me
    UNION ALL
    SELECT 'substitution', a.absent_id, a.id, a.document, NULL, NULL, '{}'
    FROM me JOIN accounts_absencesubstitution a ON a.substitute_id = me.id
    WHERE a.from_at <= %(at)s AND a.to_at > %(at)s
    UNION ALL
    SELECT 'delegation', d.from_officer_id, d.id, d.document, d.role, d.unit_id, d.permissions
    FROM me JOIN accounts_delegation d ON d.to_officer_id = me.id
    WHERE d.from_at <= %(at)s AND d.to_at > %(at)s
)
SELECT s.kind, h.role, h.unit_id, COALESCE(s.reference, h.id), s.document,
       CASE WHEN s.kind <> 'own_role' THEN s.for_officer END,
       CASE WHEN s.kind <> 'own_role' THEN o.full_name ELSE '' END,
       s.only_these
FROM stands s CROSS JOIN LATERAL (
    SELECT full_name FROM accounts_officer WHERE id = s.for_officer LIMIT 1
) o CROSS JOIN LATERAL (
    SELECT id, unit_id FROM accounts_position WHERE officer_id = s.for_officer
    AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s) OFFSET 0
) p CROSS JOIN LATERAL (
    SELECT 1 FROM orgs_unit WHERE id = p.unit_id
    AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s) LIMIT 1
) works_in CROSS JOIN LATERAL (
    SELECT id, role, unit_id FROM accounts_roleholding WHERE position_id = p.id
    AND from_at <= %(at)s AND (to_at IS NULL OR to_at > %(at)s)
    AND (s.role IS NULL OR (role = s.role AND unit_id = s.unit_id)) OFFSET 0
) h CROSS JOIN LATERAL (
    SELECT 1 FROM orgs_unit WHERE id = h.unit_id
    AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s) LIMIT 1
) held_at
ORDER BY h.unit_id, h.role, h.id
"""

# As policies.reaches: never into a vertical agency, and for "agency" through units of the same level only.
# LATERAL, OFFSET 0 and LIMIT 1 as in orgs.queries.
_REACHED = """
WITH RECURSIVE below(id, level, reach) AS (
    SELECT u.id, u.level, h.reach
    FROM unnest(%(units)s::uuid[], %(reaches)s::text[]) AS h(unit_id, reach)
    JOIN orgs_unit u ON u.id = h.unit_id
    WHERE u.valid_from <= %(day)s AND (u.valid_to IS NULL OR u.valid_to >= %(day)s)
    UNION
    SELECT u.id, u.level, b.reach
    FROM below b CROSS JOIN LATERAL (
        SELECT unit_id FROM orgs_unitparent
        WHERE parent_id = b.id AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
        OFFSET 0
    ) p CROSS JOIN LATERAL (
        SELECT id, level, kind FROM orgs_unit
        WHERE id = p.unit_id AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s) LIMIT 1
    ) u
    WHERE b.reach <> 'unit' AND u.kind <> 'vertical' AND (b.reach = 'subtree' OR u.level = b.level)
) SELECT DISTINCT id FROM below
"""


def held_by(user: User, at: datetime) -> list[Held]:
    """Every role that `user` has at `at`: own ones, an absent officer's, delegated ones."""
    if not user.is_active:
        return []
    day = at.astimezone(LOCAL).date()
    return kept(("accounts.held", user.pk, day), lambda: _held_by(user, at, day))


def _held_by(user: User, at: datetime, day: date) -> list[Held]:
    rows = fetched(_HELD, {"user": user.pk, "at": at, "day": day})
    return [_held(row) for row in rows if row[0] == GroundKind.OWN_ROLE or row[1] in DELEGABLE]


def _held(row: tuple[Any, ...]) -> Held:
    kind, role, unit, reference, document, officer, name, only = row
    permissions = frozenset(Permission(p) for p in only)
    return Held(GroundKind(kind), Role(role), unit, reference, document, officer, name, permissions)


def units_reached(held: Iterable[tuple[UUID, Reach]], day: date) -> set[UUID]:
    """Ids of the units to which permissions of these reaches, held in these units, go on `day`."""
    pairs = sorted(set(held))
    return set(kept(("accounts.reached", *pairs, day), lambda: _reached(pairs, day)))


def _reached(pairs: list[tuple[UUID, Reach]], day: date) -> list[UUID]:
    if not pairs:
        return []
    values = {
        "units": [unit for unit, _ in pairs],
        "reaches": [reach.value for _, reach in pairs],
        "day": day,
    }
    return [row[0] for row in fetched(_REACHED, values)]
