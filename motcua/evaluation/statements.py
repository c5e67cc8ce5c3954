"""The facts of each dossier as they bear on officers and agencies, in one statement each; seen at T.

Dossiers whose result was ready in the period, recorded before T; of their steps those that ended by then, so
that a figure for a past T never changes. What a time is worth is told in `worth`.
"""

_ZONE = "'Asia/Ho_Chi_Minh'"


def _day(instant: str) -> str:
    return f"({instant} AT TIME ZONE {_ZONE})::date"


def worth(limit: str, due: str, at: str) -> str:
    """2 before, 1 just in time, 0 late. Minutes and hours by instant, days by local day (statistics.md 1);
    shorter than a limit under one day is who is done before its instant.
    """
    running = f"split_part({limit}, ' ', 2) = ANY(%(running)s)"
    short = f"({limit} = 'same_day' OR {limit} LIKE '0.%% wd')"
    return f"""CASE WHEN {due} IS NULL THEN NULL
        WHEN {running} THEN CASE WHEN {at} > {due} THEN 0 WHEN {at} < {due} THEN 2 ELSE 1 END
        WHEN {_day(at)} > {_day(due)} THEN 0
        WHEN {_day(at)} < {_day(due)} OR ({short} AND {at} < {due}) THEN 2 ELSE 1 END"""


_CLOSED = f"""
WITH agency AS (
    SELECT * FROM unnest(%(units)s::uuid[], %(agencies)s::uuid[]) AS belongs (unit_id, agency_id)
), later AS (
    SELECT DISTINCT ON (dossier_id) dossier_id, received_by_unit_id FROM dossiers_transfer
    WHERE transferred_at >= %(until)s OR recorded_at >= %(seen)s
    ORDER BY dossier_id, recorded_at, transferred_at
), closed AS (
    SELECT d.id, d.code, d.channel, d.procedure_version_id, d.contact_id, d.on_the_spot, d.received_at,
        d.lawful_due_at AS due_at, d.closed_at, a.agency_id, coalesce(l.received_by_unit_id,
        d.received_by_unit_id) AS unit_id, {worth("d.limit", "d.lawful_due_at", "d.closed_at")} AS whole
    FROM dossiers_dossier d
    LEFT JOIN later l ON l.dossier_id = d.id
    JOIN agency a ON a.unit_id = coalesce(l.received_by_unit_id, d.received_by_unit_id)
    WHERE d.closed_at >= %(start)s AND d.closed_at < %(until)s AND d.closed_recorded_at < %(seen)s
        AND d.outcome = 'ready'
), held AS (
    SELECT s.id, s.dossier_id, s.unit_id, s.owner_id, s.role = 'receive' AS reception, s.opened_at, s.due_at,
        s.ended_at, s."limit", {worth('s."limit"', "s.due_at", "s.ended_at")} AS worth
    FROM dossiers_step s JOIN closed c ON c.id = s.dossier_id
    WHERE s.ended_at <= c.closed_at AND s.state <> 'dropped' AND s.role NOT IN ('return', 'wait')
    UNION ALL
    SELECT c.id, c.id, c.unit_id, c.contact_id, TRUE, c.received_at, c.due_at, c.closed_at, 'same_day',
        c.whole
    FROM closed c WHERE c.on_the_spot
)"""

LATE = f"""{_CLOSED}
SELECT h.id, h.dossier_id, h.unit_id, a.agency_id, h.owner_id, h."limit", h.opened_at, h.due_at, h.ended_at
FROM held h JOIN agency a ON a.unit_id = h.unit_id WHERE h.worth = 0 ORDER BY h.dossier_id, h.opened_at, h.id
"""
"""Every step that ended late: its key, dossier, unit, agency, owner, limit, when opened, due, ended."""

_SLIPS = """counted AS (
    SELECT e.* FROM evaluation_slip e
    LEFT JOIN evaluation_exclusion x ON x.slip_id = e.id AND x.decided_at < %(seen)s
    WHERE e.counts_from <= %(seen_day)s AND x.id IS NULL
)"""

_ANSWERS = """e.id IS NOT NULL AS answered, e.contacts, coalesce(e.own_fault, FALSE) AS own_fault, e.agencies,
        coalesce(e.blamed, '') AS blamed"""

FACTS = (
    "whole",
    "own",
    "others_late",
    "excused",
    "at_reception",
    "at_processing",
    "requests",
    "answered",
    "contacts",
    "own_fault",
    "agencies",
    "blamed",
)
"""In the order of `scores.Facts`."""

_OF_OFFICERS = f"""{_CLOSED}, {_SLIPS}, mine AS (
    SELECT dossier_id, owner_id AS who, min(worth) FILTER (WHERE NOT id = ANY(%(excused)s)) AS own,
        bool_or(id = ANY(%(excused)s)) AS excused, bool_or(NOT reception) AS at_processing
    FROM held WHERE owner_id IS NOT NULL GROUP BY dossier_id, owner_id
), asked AS (
    SELECT dossier_id, who, count(*) AS requests FROM (
        SELECT s.dossier_id, s.officer_id AS who FROM dossiers_slip s JOIN closed c ON c.id = s.dossier_id
        WHERE s.form = 'supplement' AND s.stage = 'reception'
        UNION ALL
        SELECT p.dossier_id, p.proposed_by_id FROM dossiers_proposal p JOIN closed c ON c.id = p.dossier_id
    ) every GROUP BY dossier_id, who
), facts AS (
    SELECT m.who, c.code, c.procedure_version_id, c.received_at, c.due_at, c.closed_at, c.whole, m.own,
        FALSE AS others_late, m.excused, c.contact_id IS NOT DISTINCT FROM m.who AS at_reception,
        m.at_processing, coalesce(k.requests, 0) AS requests, {_ANSWERS}
    FROM mine m JOIN closed c ON c.id = m.dossier_id
    LEFT JOIN asked k ON k.dossier_id = m.dossier_id AND k.who = m.who
    LEFT JOIN counted e ON e.dossier_id = m.dossier_id
    WHERE %(who)s::uuid[] IS NULL OR m.who = ANY(%(who)s)
)"""

_OF_AGENCIES = f"""{_CLOSED}, {_SLIPS}, late AS (
    SELECT h.dossier_id, min(a.agency_id::text) AS one, max(a.agency_id::text) AS other
    FROM held h JOIN agency a ON a.unit_id = h.unit_id
    WHERE h.worth = 0 AND NOT h.id = ANY(%(excused)s) GROUP BY h.dossier_id
), mine AS (
    SELECT h.dossier_id, a.agency_id AS who, min(h.worth) FILTER (WHERE NOT h.id = ANY(%(excused)s)) AS own,
        bool_or(h.id = ANY(%(excused)s)) AS excused, bool_or(NOT h.reception) AS at_processing
    FROM held h JOIN agency a ON a.unit_id = h.unit_id GROUP BY h.dossier_id, a.agency_id
), asked AS (
    SELECT s.dossier_id, count(*) AS requests FROM dossiers_slip s JOIN closed c ON c.id = s.dossier_id
    WHERE s.form = 'supplement' GROUP BY s.dossier_id
), facts AS (
    SELECT m.who, c.code, c.procedure_version_id, c.received_at, c.due_at, c.closed_at, c.whole, m.own,
        coalesce(l.one <> m.who::text OR l.other <> m.who::text, FALSE) AS others_late, m.excused,
        c.agency_id = m.who AS at_reception, m.at_processing, coalesce(k.requests, 0) AS requests, {_ANSWERS}
    FROM mine m JOIN closed c ON c.id = m.dossier_id
    LEFT JOIN late l ON l.dossier_id = m.dossier_id
    LEFT JOIN asked k ON k.dossier_id = m.dossier_id
    LEFT JOIN counted e ON e.dossier_id = m.dossier_id
    WHERE %(who)s::uuid[] IS NULL OR m.who = ANY(%(who)s)
)"""

_COLUMNS = ", ".join(FACTS)
_TALLY = f"SELECT who, {_COLUMNS}, count(*) FROM facts GROUP BY who, {_COLUMNS}"
_LIST = f"""SELECT {_COLUMNS}, f.code, v.name, f.received_at, f.due_at, f.closed_at
FROM facts f JOIN catalogue_procedureversion v ON v.id = f.procedure_version_id
ORDER BY f.closed_at, f.code"""

TALLY_OF_OFFICERS = f"{_OF_OFFICERS} {_TALLY}"
TALLY_OF_AGENCIES = f"{_OF_AGENCIES} {_TALLY}"
LIST_OF_OFFICER = f"{_OF_OFFICERS} {_LIST}"
LIST_OF_AGENCY = f"{_OF_AGENCIES} {_LIST}"

GOT_AT = """
SELECT e.subject_id::uuid, told ->> 'id', told -> 'set' ->> 'owner_id', e.occurred_at
FROM journal_event e, jsonb_array_elements(e.payload -> 'rows') AS told
WHERE e.subject_kind = 'dossier' AND e.subject_id = ANY(%(dossiers)s) AND told ->> 'row' = 'step'
    AND told -> 'set' ? 'owner_id'
ORDER BY e.subject_id, e.seq
"""
"""When which officer got which step, in the order in which it happened."""

HANDLING = """
SELECT v.id, bool_and(s.office = 'one_stop') FILTER (WHERE s.role IN ('receive', 'appraise', 'submit'))
FROM catalogue_procedureversion v
JOIN catalogue_process p ON p.version_id = v.id JOIN catalogue_step s ON s.process_id = p.id
WHERE v.state <> 'draft' AND v.effective_from <= %(last_day)s AND v.received_at_bpmc
    AND (v.effective_to IS NULL OR v.effective_to > %(last_day)s) AND %(level)s = ANY(v.levels)
GROUP BY v.id
"""
"""Procedures of a level received at the one-stop unit, and whether it does all the work on them itself."""

ONLINE = f"""{_CLOSED}, offered AS (
    SELECT DISTINCT v.id FROM catalogue_procedureversion v
    JOIN catalogue_onlinelevel o ON o.version_id = v.id AND o.level = ANY(%(online)s)
        AND o.from_on <= %(last_day)s AND (o.to_on IS NULL OR o.to_on > %(last_day)s)
), here AS (
    SELECT v.id, o.id IS NOT NULL AS offered FROM catalogue_procedureversion v
    LEFT JOIN offered o ON o.id = v.id
    WHERE v.state <> 'draft' AND v.effective_from <= %(last_day)s AND v.received_at_bpmc
        AND (v.effective_to IS NULL OR v.effective_to > %(last_day)s) AND %(level)s = ANY(v.levels)
), brought AS (
    SELECT d.channel FROM dossiers_dossier d JOIN agency a ON a.unit_id = d.received_by_unit_id
    JOIN offered o ON o.id = d.procedure_version_id
    WHERE d.received_at >= %(start)s AND d.received_at < %(until)s AND d.received_recorded_at < %(seen)s
        AND a.agency_id = %(agency)s
)
SELECT (SELECT count(*) FROM here), (SELECT count(*) FROM here WHERE offered),
    (SELECT count(*) FROM brought), (SELECT count(*) FROM brought WHERE channel = 'online'),
    (SELECT count(*) FROM closed WHERE channel = 'online' AND whole = 0 AND agency_id = %(agency)s)
"""
"""Procedures of a level, those offered online; dossiers of these that came, came online, were late online."""
