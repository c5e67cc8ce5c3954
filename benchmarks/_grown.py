"""A database grown to any number of dossiers: a replayed sample, copied by the database itself.

Benchmarks only. What is finished is spread over the weeks of ten years, what still lies somewhere stays in
the last days, so that desks have as much work on them as a district's. Every copy has an applicant of its own
with a name of the district. The journal is copied for every open dossier and every tenth of the others: its
hashes are not those of the copies, which no page looks at.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from benchmarks._scratch import scratch

SAMPLE = 400
OPEN = 10_000
"""Dossiers that lie on desks and counters when there are a million: one in a hundred."""

_LYING = "('registered', 'guided', 'waiting_supplement', 'waiting_payment', 'processing', 'ready')"
_PLAN = f"""
CREATE UNLOGGED TABLE grown AS
SELECT id AS source, applicant_id AS source_applicant, n AS copy,
       md5(id::text || '/' || n)::uuid AS id, md5(applicant_id::text || '/' || n)::uuid AS applicant,
       shift, lying OR n %% 10 = 0 AS told,
       CASE WHEN book_unit_id IS NOT NULL THEN row_number() OVER (
           PARTITION BY book_unit_id, extract(year FROM (received_at - shift) AT TIME ZONE 'Asia/Ho_Chi_Minh')
           ORDER BY received_at - shift, n) END AS book_number
FROM (SELECT *, state IN {_LYING} AS lying FROM dossiers_dossier) d,
     generate_series(1, CASE WHEN lying THEN %s ELSE %s END) n,
     LATERAL (SELECT CASE WHEN lying THEN 0 ELSE n * 21 %% 520 END * interval '7 days' AS shift) s
"""
_BOOK = 1_000  # the numbers of the sample's own dossiers lie below, those of the copies above
_EVENTS = """
INSERT INTO journal_event (id, subject_kind, subject_id, seq, type, actor_id, actor_name, occurred_at,
                           recorded_at, payload, prev_hash, hash)
SELECT md5(e.id::text || '/' || g.copy)::uuid, 'dossier', g.id::text, e.seq, e.type, e.actor_id, e.actor_name,
       e.occurred_at - g.shift, e.recorded_at - g.shift, e.payload, e.prev_hash, e.hash
FROM grown g JOIN journal_event e ON e.subject_kind = 'dossier' AND e.subject_id = g.source::text
WHERE g.told
"""
_CHAINS = """
INSERT INTO journal_chain (subject_kind, subject_id, seq, hash)
SELECT 'dossier', g.id::text, c.seq, c.hash FROM grown g
JOIN journal_chain c ON c.subject_kind = 'dossier' AND c.subject_id = g.source::text WHERE g.told
"""
_BOOKS = """
INSERT INTO dossiers_counter (series, last)
SELECT 'slip:' || u.code || ':receipt:' || d.book_year, max(d.book_number) FROM dossiers_dossier d
JOIN orgs_unit u ON u.id = d.book_unit_id GROUP BY u.code, d.book_year
ON CONFLICT (series) DO UPDATE SET last = excluded.last
"""
# Whose desk a copied step lies on: one of those who work in its unit.
_OWNERS = """
UPDATE dossiers_step s SET owner_id = o.officers[1 + abs(hashtext(s.id::text)) %% cardinality(o.officers)]
FROM (SELECT unit_id, array_agg(DISTINCT officer_id) AS officers FROM accounts_position
      WHERE valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s) GROUP BY unit_id) o
WHERE s.unit_id = o.unit_id AND s.ended_at IS NULL AND s.owner_id IS NOT NULL
"""


@contextmanager
def grown(dossiers: int, lying: int) -> Iterator[None]:
    """A scratch database with about so many `dossiers`, of which about `lying` lie on desks and counters."""
    from motcua.cli import prepare

    with scratch():
        prepare.prepare()
        play()
        grow(dossiers, lying)
        yield


def play() -> None:
    """The sample: a strained year, so that everything that can happen to a dossier happened to some."""
    from motcua.journal.events import SYSTEM
    from motcua.simulation import replaying, workers
    from motcua.simulation.equipping import equip
    from motcua.simulation.scenario import Parameters
    from motcua.simulation.shares import Scenario

    parameters = Parameters(2020, SAMPLE, 2020, Scenario.STRAINED)
    replaying.begin(parameters, parameters.year_ends)
    equip(parameters, actor=SYSTEM)
    district, lanes = replaying.prepared(parameters)
    workers.play(lanes, parameters, district, parameters.year_ends)


def grow(dossiers: int, lying: int) -> None:
    """Copy what was played until there are about so many."""
    from django.db import connections

    from motcua.server.databases import OWNER

    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FILTER (WHERE state IN {_LYING}), count(*) FROM dossiers_dossier")
        here, all_ = cursor.fetchone()
        cursor.execute(_PLAN, [round(lying / here), round((dossiers - lying) / (all_ - here))])
        cursor.execute("ANALYZE grown")
        _names(cursor)
        tables = _rows()
        with _bare(cursor, [*(model._meta.db_table for model in tables), "journal_event", "journal_chain"]):
            for model in tables:
                _copy(cursor, model, set(tables))
            cursor.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
            cursor.execute(_EVENTS)
            cursor.execute(_CHAINS)
            cursor.execute("ALTER TABLE journal_event ENABLE TRIGGER USER")
        cursor.execute(_OWNERS, ["2020-12-31", "2020-12-31"])
        cursor.execute(_BOOKS)
        cursor.execute("DROP TABLE grown, grown_name")
        cursor.execute("VACUUM ANALYZE")


def _rows() -> list[type[models.Model]]:
    """Tables of a dossier's rows, those first on which others lean."""
    from django.apps import apps

    from motcua.dossiers.models import Applicant, Dossier, Leg, Step
    from motcua.dossiers.models.rows import Row

    first = [Applicant, Dossier, Leg, Step]
    found = [model for model in apps.get_app_config("dossiers").get_models() if issubclass(model, Row)]
    return [*first, *(model for model in found if model not in first)]


def _names(cursor: Any) -> None:
    """Twenty thousand names of the district, as chance has them: some are borne by many."""
    from motcua.lib.text import search_key
    from motcua.simulation.names import person

    rng = random.Random(2020)
    cursor.execute("CREATE UNLOGGED TABLE grown_name (number int PRIMARY KEY, name text, key text)")
    with cursor.copy("COPY grown_name (number, name, key) FROM STDIN") as out:
        for number in range(20_000):
            name = person(rng)
            out.write_row((number, name, search_key(name)))


@contextmanager
def _bare(cursor: Any, tables: list[str]) -> Iterator[None]:
    """Inside, the tables have neither foreign keys nor indexes that bind nothing: filling is much faster."""
    cursor.execute(
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [tables],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique",
        [tables],
    )
    indexes = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')


def _copy(cursor: Any, model: type[models.Model], rows: set[type]) -> None:
    table = model._meta.db_table
    columns = {field.column: _in_copy(field, rows) for field in model._meta.concrete_fields}
    names = ", ".join(f'"{name}"' for name in columns)
    joined = "g.source_applicant = r.id" if table == "dossiers_applicant" else None
    joined = joined or f"g.source = r.{'id' if table == 'dossiers_dossier' else 'dossier_id'}"
    cursor.execute(
        f"INSERT INTO {table} ({names}) "
        f"SELECT {', '.join(columns.values())} FROM {table} r JOIN grown g ON {joined} "
        "LEFT JOIN grown_name n ON n.number = abs(hashtext(g.id::text)) % 20000"
    )


def _in_copy(field: Any, rows: set[type]) -> str:
    """What a column holds in a copy, as SQL: its own keys and numbers, times some weeks earlier."""
    column = f'r."{field.column}"'
    name = f"{field.model._meta.model_name}.{field.name}"
    if name in _OWN:
        return _OWN[name].format(column=column)
    if field.primary_key or field.related_model in rows:
        return f"md5({column}::text || '/' || g.copy)::uuid"
    if isinstance(field, models.DateTimeField):
        return f"{column} - g.shift"
    if isinstance(field, models.DateField):
        return f"({column} - g.shift)::date"
    return column


_DIGITS = "lpad((abs(hashtext(n.name || g.copy % 300)::bigint) % {most})::text, {long}, '0')"
_OWN = {
    "applicant.id": "g.applicant",
    "dossier.applicant": "g.applicant",
    "applicant.name": "n.name",
    "applicant.search_key": "n.key",
    "applicant.id_number": "'000' || " + _DIGITS.format(most=10**9, long=9),
    "applicant.phone": "'0000' || " + _DIGITS.format(most=10**6, long=6),
    "dossier.code": "{column} || '-' || g.copy",
    "dossier.book_number": f"g.book_number + {_BOOK}",
    "dossier.book_year": "CASE WHEN {column} IS NOT NULL THEN extract(year FROM (r.received_at - g.shift) "
    "AT TIME ZONE 'Asia/Ho_Chi_Minh') END",
    "slip.number": "{column} + 100000 * g.copy",
    "settlement.number": "{column} + 100000 * g.copy",
    "resultpaper.book_place": "{column} + 100000 * g.copy",
}
