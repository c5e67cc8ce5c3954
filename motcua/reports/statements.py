"""One statement that gives the facts of every dossier over a period, seen at T (statistics.md 2).

The state of today is not used: what was done later, or recorded later, is as if it had not happened. Figures
group its rows by facts, lists print them, so both see the same. Facts are told as in `motcua.reports.facts`.
"""

from collections.abc import Sequence

from motcua.reports.counts import Condition

_ZONE = "'Asia/Ho_Chi_Minh'"


def _day(instant: str) -> str:
    return f"({instant} AT TIME ZONE {_ZONE})::date"


def _seen(name: str, row: str = "d") -> str:
    return f"({row}.{name}_at < %(until)s AND {row}.{name}_recorded_at < %(seen)s)"


def _past(instant: str) -> str:
    """Minutes and hours compare by instant, all else by local calendar day (statistics.md 1)."""
    return f"CASE WHEN by_instant THEN {instant} > due_at ELSE {_day(instant)} > {_day('due_at')} END"


def _when(name: str) -> str:
    return (
        f"CASE WHEN {name}_at IS NULL THEN 'never' WHEN {name}_at < %(start)s THEN 'before' ELSE 'within' END"
    )


_KNOWN = f"""
WITH moved AS (
    SELECT DISTINCT ON (dossier_id) dossier_id, due_at FROM dossiers_duedate
    WHERE seq > 0 AND ground <> 'apology' AND occurred_at < %(until)s AND recorded_at < %(seen)s
    ORDER BY dossier_id, seq DESC
), paused AS (
    SELECT DISTINCT ON (dossier_id) dossier_id, kind, started_at FROM dossiers_pause p
    WHERE {_seen("started", "p")} AND {_seen("ended", "p")} IS NOT TRUE
    ORDER BY dossier_id, started_at DESC
), later AS (
    SELECT DISTINCT ON (dossier_id) dossier_id, received_by_unit_id FROM dossiers_transfer
    WHERE transferred_at >= %(until)s OR recorded_at >= %(seen)s
    ORDER BY dossier_id, recorded_at, transferred_at
), known AS (
    SELECT d.code, d.channel, d.procedure_version_id,
        coalesce(l.received_by_unit_id, d.received_by_unit_id) AS unit_id,
        CASE WHEN {_seen("received")} THEN d.received_at END AS received_at,
        CASE WHEN {_seen("closed")} THEN d.closed_at END AS closed_at,
        CASE WHEN {_seen("closed")} THEN d.outcome ELSE '' END AS outcome,
        CASE WHEN {_seen("returned")} THEN d.returned_at END AS returned_at,
        {_seen("guided")} AND d.guided_at >= %(start)s AS guided,
        {_seen("turned_away")} AND d.turned_away_at >= %(start)s AS turned_away,
        coalesce(m.due_at, d.original_due_at) AS due_at,
        split_part(d."limit", ' ', 2) = ANY(%(running)s) AS by_instant,
        p.kind AS waiting, p.started_at AS paused_at
    FROM dossiers_dossier d
    LEFT JOIN moved m ON m.dossier_id = d.id
    LEFT JOIN paused p ON p.dossier_id = d.id
    LEFT JOIN later l ON l.dossier_id = d.id
)"""

_STANDING = f"""
    CASE WHEN received_at IS NULL OR outcome NOT IN ('', 'ready') THEN ''
         WHEN due_at IS NULL THEN 'no_due_date'
         WHEN outcome = 'ready' THEN
              CASE WHEN {_past("closed_at")} THEN 'late'
                   WHEN {_day("closed_at")} < {_day("due_at")} THEN 'early' ELSE 'on_time' END
         WHEN {_past("coalesce(paused_at, %(until)s)")} THEN 'overdue'
         ELSE 'within_time' END"""

FACTS = (
    "received",
    "channel",
    "closed",
    "outcome",
    "standing",
    "waiting",
    "guided",
    "turned_away",
    "handed_over",
    "returned",
)

_WITH_FACTS = f"""{_KNOWN}, seen AS (
    SELECT k.code, k.unit_id, v.field, v.name, k.received_at, k.due_at, k.closed_at,
        {_when("received")} AS received, k.channel, {_when("closed")} AS closed, outcome,
        {_STANDING} AS standing,
        CASE WHEN closed_at IS NULL THEN coalesce(waiting, '') ELSE '' END AS waiting,
        coalesce(guided, false) AS guided, coalesce(turned_away, false) AS turned_away,
        coalesce(returned_at >= %(start)s, false) AS handed_over, returned_at IS NOT NULL AS returned
    FROM known k JOIN catalogue_procedureversion v ON v.id = k.procedure_version_id
    WHERE (received_at IS NOT NULL OR guided OR turned_away)
        AND (%(units)s::uuid[] IS NULL OR k.unit_id = ANY(%(units)s))
        AND (%(field)s::text IS NULL OR v.field = %(field)s)
)"""

_COLUMNS = ", ".join(FACTS)

TALLY = f"""{_WITH_FACTS}
SELECT field, unit_id, {_COLUMNS}, count(*) FROM seen GROUP BY field, unit_id, {_COLUMNS}
"""
"""Field, unit, the facts, how many dossiers."""

_LIST = f"""{_WITH_FACTS}
SELECT {_COLUMNS}, field, unit_id, code, name, received_at, due_at, closed_at
FROM seen WHERE {{met}} ORDER BY received_at NULLS LAST, code
"""


def listing(conditions: Sequence[Condition]) -> str:
    """The dossiers that meet one of `conditions`: the facts, field, unit, code, name of the procedure, R, A
    and the instant of closing, as seen.
    """
    return _LIST.format(met=" OR ".join(map(_meets, conditions)))


def _meets(condition: Condition) -> str:
    """The condition as SQL: its values are words and truths of our own (`counts`), never anybody's input."""
    return "(" + " AND ".join(f"{name} IN ({_written(allowed)})" for name, allowed in condition.items()) + ")"


def _written(allowed: frozenset[str | bool]) -> str:
    return ", ".join(str(a).upper() if isinstance(a, bool) else f"'{a}'" for a in sorted(allowed, key=str))
