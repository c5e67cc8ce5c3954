"""How much stands in each list of a desk, and where it lies: what `worklists` lists, counted.

Composed from the conditions of the lists, such statements would take longer to write than to run, and would
read all open steps: so they are written out, and tests hold them to the lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from motcua.accounts.models import Officer
from motcua.dossiers.lifecycle import AT_WORK, PAUSED
from motcua.dossiers.worklists import Desk, Tab, When, midnight
from motcua.orgs.models import Unit
from motcua.server.prepared import fetched

# As `worklists.late` and, of what is not late, `worklists.soon`.
_STANDING = """d.state = ANY(%(at_work)s::text[]) AS at_work,
           coalesce(s.due_at < %(at)s, false) OR coalesce(d.lawful_due_at < CASE
               WHEN d."limit" LIKE '% h' OR d."limit" LIKE '% min' THEN %(at)s ELSE %(midnight)s END, false
           ) AS late,
           coalesce(least(s.due_at, d.lawful_due_at) < %(soon_until)s, false) AS near_due"""
# One pass over the few steps near a desk, of which each list is a part.
_COUNTS = """
WITH near AS (
    SELECT id, dossier_id FROM dossiers_step WHERE ended_at IS NULL AND unit_id = ANY(%(units)s::uuid[])
    UNION
    SELECT id, dossier_id FROM dossiers_step WHERE ended_at IS NULL AND owner_id = %(officer)s::uuid
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND d.closed_at IS NULL AND d.contact_id = %(officer)s::uuid
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND d.closed_at IS NULL AND d.received_by_unit_id = ANY(%(units)s::uuid[])
      AND d.state = ANY(%(paused)s::text[])
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_proposal p JOIN dossiers_dossier d ON d.id = p.dossier_id
    JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND p.settled_at IS NULL AND d.received_by_unit_id = ANY(%(units)s::uuid[])
), seen AS (
    SELECT s.id, s.dossier_id,
           s.unit_id = ANY(%(units)s::uuid[]) AS ours,
           coalesce(s.owner_id = %(officer)s::uuid, false) AS mine,
           coalesce(d.contact_id = %(officer)s::uuid, false) AS of_mine,
           d.received_by_unit_id = ANY(%(units)s::uuid[]) AS received_here,
           {standing}
    FROM near JOIN dossiers_step s ON s.id = near.id JOIN dossiers_dossier d ON d.id = near.dossier_id
    WHERE d.state = ANY(%(at_work)s::text[]) OR d.state = ANY(%(paused)s::text[])
)
SELECT count(*) FILTER (WHERE at_work AND mine),
       count(*) FILTER (WHERE at_work AND ours),
       count(*) FILTER (WHERE at_work AND (ours OR mine) AND near_due AND NOT late),
       count(*) FILTER (WHERE at_work AND (ours OR mine) AND late),
       count(*) FILTER (WHERE at_work AND (of_mine AND NOT mine OR mine AND EXISTS (
           SELECT 1 FROM dossiers_consultation c WHERE c.step_id = seen.id AND c.answered_at IS NULL))),
       count(*) FILTER (WHERE NOT at_work AND (ours OR mine OR received_here)),
       count(*) FILTER (WHERE at_work AND received_here AND EXISTS (
           SELECT 1 FROM dossiers_proposal p WHERE p.dossier_id = seen.dossier_id AND p.settled_at IS NULL)),
       (SELECT count(*) FROM dossiers_consultation c JOIN dossiers_dossier d ON d.id = c.dossier_id
        WHERE c.answered_at IS NULL AND c.unit_id = ANY(%(units)s::uuid[])
          AND (d.state = ANY(%(at_work)s::text[]) OR d.state = ANY(%(paused)s::text[])))
FROM seen
""".replace("{standing}", _STANDING)
_LOADS = """
WITH open AS (
    SELECT s.unit_id, s.owner_id, s.role, {standing}
    FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id
    WHERE s.ended_at IS NULL AND s.unit_id = ANY(%(units)s::uuid[])
      AND (d.state = ANY(%(at_work)s::text[]) OR d.state = ANY(%(paused)s::text[]))
)
SELECT unit_id, owner_id, role, count(*),
       count(*) FILTER (WHERE at_work AND late),
       count(*) FILTER (WHERE at_work AND near_due AND NOT late),
       count(*) FILTER (WHERE NOT at_work),
       count(*) FILTER (WHERE at_work AND owner_id IS NULL)
FROM open GROUP BY GROUPING SETS ((unit_id), (owner_id), (role))
""".replace("{standing}", _STANDING)
_COUNTED = tuple(tab for tab in Tab if tab is not Tab.ALL)


def counts(desk: Desk) -> dict[Tab, int]:
    """How many rows each tab of `desk` has, one statement; ALL, which is no tab to choose, is left out."""
    ((*found,),) = fetched(_COUNTS, _values(desk) | {"officer": desk.officer})
    return dict(zip(_COUNTED, found, strict=True))


class By(StrEnum):
    """What open steps are counted by."""

    UNIT = "unit"
    OFFICER = "officer"
    ROLE = "role"


@dataclass(frozen=True)
class Load:
    """How much lies somewhere: `key` is a unit's code, an officer's id or a role; `name` is for people."""

    key: str
    name: str
    total: int
    standing: Mapping[When, int]


def loads(desk: Desk) -> dict[By, list[Load]]:
    """Open steps in the units of `desk` by each of `By`, the latest first; three statements.

    Steps that nobody holds are left out where officers are counted.
    """
    found: dict[By, list[Load]] = {by: [] for by in By}
    rows = fetched(_LOADS, _values(desk))
    units = Unit.objects.in_bulk({unit for unit, *_ in rows if unit})
    officers = Officer.objects.in_bulk({owner for _, owner, *_ in rows if owner})
    for unit, owner, role, total, *rest in rows:
        standing = dict(zip(When, rest, strict=True))
        if unit:
            found[By.UNIT].append(Load(units[unit].code, units[unit].short_name, total, standing))
        elif owner:
            found[By.OFFICER].append(Load(str(owner), officers[owner].full_name, total, standing))
        elif role:
            found[By.ROLE].append(Load(role, role, total, standing))
    return {by: sorted(some, key=_latest_first) for by, some in found.items()}


def _latest_first(load: Load) -> tuple[int, int, str, str]:
    return -load.standing[When.LATE], -load.total, load.name, load.key


def _values(desk: Desk) -> dict[str, Any]:
    return {
        "units": list(desk.units),
        "at": desk.at,
        "midnight": midnight(desk.at),
        "soon_until": desk.soon_until,
        "at_work": [state.value for state in AT_WORK],
        "paused": [state.value for state in PAUSED],
    }
