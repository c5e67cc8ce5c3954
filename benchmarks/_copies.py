"""A database of its own with a replayed sample copied many times, rows and events with right hashes.

Benchmarks only: a hundred thousand dossiers by real acts take an hour, copies of them take minutes. The
sample is a strained year, so that everything that can happen to a dossier happened to some.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from itertools import groupby
from typing import Any

from benchmarks._scratch import scratch

SAMPLE = 76
"""Dossiers of the sample; 1,319 copies are the 100,244 dossiers of the district's year."""

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBERS = 100_000  # slips and entries of one copy have numbers below
_NUMBERED = {("slip", "number"), ("dossier", "book_number")}
_EVENTS = """
SELECT subject_id, id::text, seq, type, actor_id, actor_name, occurred_at, recorded_at, payload::text
FROM journal_event WHERE subject_kind = 'dossier' ORDER BY subject_id, seq
"""
_COPY_EVENTS = """
COPY journal_event (id, subject_kind, subject_id, seq, type, actor_id, actor_name, occurred_at, recorded_at,
                    payload, prev_hash, hash) FROM STDIN
"""
_COPY_CHAINS = "COPY journal_chain (subject_kind, subject_id, seq, hash) FROM STDIN"


@contextmanager
def copied(copies: int, *, events: bool) -> Iterator[None]:
    """A scratch database with `copies` of the sample, the sample itself included; `events` copied too."""
    from django.db import connections

    from motcua.cli import prepare
    from motcua.server.databases import OWNER

    with scratch():
        prepare.prepare()
        _replay()
        with connections[OWNER].cursor() as cursor:
            _copy_rows(cursor, copies - 1)
            if events:
                _copy_events(cursor, copies - 1)
            cursor.execute("VACUUM ANALYZE")
        yield


def other_key(key: str, copy: int) -> str:
    """The key of a row in a copy."""
    digest = md5(f"{key}/{copy}".encode(), usedforsecurity=False).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))


def _replay() -> None:
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


def _copy_rows(cursor: Any, copies: int) -> None:
    from django.apps import apps

    from motcua.dossiers.models.rows import Row

    rows = [model for model in apps.get_app_config("dossiers").get_models() if issubclass(model, Row)]
    for model in rows:
        columns = {field.column: _in_copy(field, set(rows)) for field in model._meta.concrete_fields}
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} "
            f"FROM {model._meta.db_table} row, generate_series(1, %s) copy",
            [copies],
        )


def _in_copy(field: Any, rows: set[type]) -> str:
    column = f'row."{field.column}"'
    if field.primary_key or field.related_model in rows:
        return f"md5({column}::text || '/' || copy)::uuid"
    if field.name == "code":
        return f"{column} || '/' || copy"
    if (field.model._meta.model_name, field.name) in _NUMBERED:
        return f"{column} + {_NUMBERS} * copy"
    return column


def _copy_events(cursor: Any, copies: int) -> None:
    cursor.execute(_EVENTS)
    chains = [list(chain) for _, chain in groupby(cursor.fetchall(), key=lambda event: event[0])]
    cursor.execute(
        "SELECT id::text FROM orgs_unit UNION ALL SELECT id::text FROM accounts_officer "
        "UNION ALL SELECT id::text FROM catalogue_procedureversion"
    )
    kept = {key for (key,) in cursor.fetchall()}
    heads = []
    cursor.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
    with cursor.copy(_COPY_EVENTS) as out:
        for copy in range(1, copies + 1):
            for chain in chains:
                heads.append(_copy_chain(out, chain, copy, kept))
    with cursor.copy(_COPY_CHAINS) as out:
        for head in heads:
            out.write_row(head)


def _copy_chain(out: Any, chain: list[tuple[Any, ...]], copy: int, kept: set[str]) -> tuple[Any, ...]:
    from motcua.journal.events import GENESIS, Link, event_hash

    before = GENESIS
    for subject, key, seq, type, actor, name, occurred, recorded, payload in chain:
        text = _KEY.sub(lambda m: m[0] if m[0] in kept else other_key(m[0], copy), payload)
        content = json.loads(text)
        for row in content["rows"]:
            _renumber(row["row"], row["set"], copy)
        told = (other_key(key, copy), "dossier", other_key(subject, copy), seq, type, actor, name)
        link = Link(*told, occurred, recorded, content, before)
        hash = event_hash(link)
        out.write_row((*told, occurred, recorded, json.dumps(content), before, hash))
        before = hash
    return "dossier", other_key(subject, copy), seq, before


def _renumber(kind: str, values: dict[str, Any], copy: int) -> None:
    """As `_in_copy` does in the tables."""
    if "code" in values:
        values["code"] += f"/{copy}"
    for row, column in _NUMBERED:
        if row == kind and values.get(column) is not None:
            values[column] += _NUMBERS * copy
