"""Verify all: the journal by itself, then every row of every dossier against what its events tell.

One snapshot holds events and tables of the second part; in memory are some hundred dossiers at a time.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from psycopg import sql

from motcua.dossiers.models.rows import Row
from motcua.dossiers.rebuilding import RowKey, rebuild
from motcua.integrity.findings import Contradiction, Difference, differences
from motcua.journal import verification
from motcua.journal.events import Kind
from motcua.journal.snapshots import own_connection, streamed

KEPT = 1000
_BATCH = 500

_EVENTS = """
SELECT subject_id, recorded_at, payload::text FROM journal_event
WHERE subject_kind = %s ORDER BY subject_id, seq
"""
_ROWS = """
SELECT {owner}::text, id::text, json_build_array({columns}) FROM {table}
WHERE {owner} = ANY(%s::text[]::uuid[])
"""
_WITHOUT_CHAIN = """
SELECT row.{owner}::text, row.id::text FROM {table} row
WHERE NOT EXISTS (SELECT FROM journal_event e
                  WHERE e.subject_kind = %s AND e.subject_id = row.{owner}::text COLLATE "C")
ORDER BY 1, 2
"""


@dataclass(slots=True)
class Report:
    """What was read and found; `differences` keeps the first thousand, `found` counts them all by kind."""

    journal: verification.Report
    dossiers: int = 0
    rows: int = 0
    differences: list[Difference] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether nothing contradicts anything."""
        return self.journal.is_good and not self.found


def verify(*, path: Path | None = None, keys: Sequence[Ed25519PublicKey] | None = None) -> Report:
    """The report on everything committed so far; `path` and `keys` as in the journal's verification.

    Raises what that raises: OSError and NoKeyError for unusable files.
    """
    report = Report(verification.verify(path=path, keys=keys))
    for difference in compare(report):
        report.found[difference.kind] += 1
        if len(report.differences) < KEPT:
            report.differences.append(difference)
    return report


def kinds() -> dict[str, type[Row]]:
    """Every kind of row of which events tell columns, by the name that events give it."""
    models = apps.get_app_config("dossiers").get_models()
    return {str(m._meta.model_name): m for m in models if issubclass(m, Row) and m.journaled}


def compare(report: Report) -> Iterator[Difference]:
    """Differences as they are met; the counts of `report` are filled in on the way."""
    models = kinds()
    columns = {name: model.journaled for name, model in models.items()}
    with own_connection() as own, own.transaction():
        for told in _batches(own):
            found = _found(own, models, list(told))
            for dossier, rows in told.items():
                report.dossiers += 1
                report.rows += len(found[dossier])
                yield from differences(dossier, rows, found[dossier], columns)
        for name, model in models.items():
            yield from _without_chain(own, name, model)


Told = dict[str, dict[RowKey, dict[str, Any]]]


def _batches(own: psycopg.Connection) -> Iterator[Told]:
    """Rows as told, by dossier, some hundred dossiers at a time."""
    events = streamed(own, _EVENTS, [Kind.DOSSIER.value])
    chains = (
        (dossier, rebuild((recorded_at, json.loads(payload)) for _, recorded_at, payload in chain))
        for dossier, chain in groupby(events, key=lambda event: event[0])
    )
    while batch := dict(islice(chains, _BATCH)):
        yield batch


def _found(own: psycopg.Connection, models: dict[str, type[Row]], dossiers: list[str]) -> Told:
    rows: Told = {dossier: {} for dossier in dossiers}
    for name, model in models.items():
        names = [sql.Identifier(column) for column in model.journaled]
        query = sql.SQL(_ROWS).format(columns=sql.SQL(", ").join(names), **_names(model))
        for dossier, id, values in own.execute(query, [dossiers]):
            rows[dossier][name, id] = dict(zip(model.journaled, values, strict=True))
    return rows


def _without_chain(own: psycopg.Connection, name: str, model: type[Row]) -> Iterator[Difference]:
    """Rows of dossiers of which there is no event at all."""
    query = sql.SQL(_WITHOUT_CHAIN).format(**_names(model))
    for dossier, id in own.execute(query, [Kind.DOSSIER.value]):
        yield Difference(Contradiction.ROW_UNTOLD, dossier, name, id)


def _names(model: type[Row]) -> dict[str, sql.Identifier]:
    owner = "id" if model._meta.model_name == "dossier" else "dossier_id"
    return {"table": sql.Identifier(model._meta.db_table), "owner": sql.Identifier(owner)}
