"""Verify all: the journal by itself, then every row of every dossier against what its events tell.

One snapshot holds events and tables of the second part; in memory is one dossier at a time.
"""

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from psycopg import sql

from motcua.dossiers.models.rows import Row
from motcua.dossiers.rebuilding import RowKey, rebuild
from motcua.integrity.books import changed_books
from motcua.integrity.evaluations import changed_evaluations
from motcua.integrity.findings import Difference, differences
from motcua.integrity.processes import at_work
from motcua.integrity.sheets import changed_sheets
from motcua.integrity.versions import changed_versions
from motcua.journal import verification
from motcua.journal.events import Kind
from motcua.journal.parts import Checked
from motcua.journal.snapshots import own_connection, streamed

KEPT = 1000
_EVENT = ""  # stands where a row has the name of its kind

_EVENTS = """
SELECT subject_id, to_json(recorded_at) #>> '{}', payload ->> 'rows' FROM journal_event
WHERE subject_kind = %s ORDER BY subject_id, seq
"""
_ROWS = "SELECT {owner}::text, id::text, json_build_array({columns})::text FROM {table} ORDER BY {owner}"


@dataclass(slots=True)
class Comparison:
    """What was compared and found; `differences` keeps the first thousand, `found` counts them by kind."""

    dossiers: int = 0
    rows: int = 0
    differences: list[Difference] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)

    def note(self, more: Iterable[Difference]) -> None:
        """Take in what was found."""
        for difference in more:
            self.found[difference.kind] += 1
            if len(self.differences) < KEPT:
                self.differences.append(difference)


@dataclass(frozen=True, slots=True)
class Report:
    """The journal by itself, and the tables against it."""

    journal: verification.Report
    tables: Comparison

    @property
    def is_good(self) -> bool:
        """Whether nothing contradicts anything."""
        return self.journal.is_good and not self.tables.found


def verify(
    *,
    path: Path | None = None,
    keys: Sequence[Ed25519PublicKey] | None = None,
    on_both_cores: bool = False,
) -> Report:
    """The report on everything committed so far; `path` and `keys` as in the journal's verification.

    `on_both_cores` compares the tables and checks the chains in two processes: for commands, which may fork.
    Raises what the journal's verification raises: OSError and NoKeyError for unusable files.
    """
    compared: list[Comparison] = []
    doing = partial(_beside, compared.append) if on_both_cores else verification.in_turn
    journal = verification.verify(path=path, keys=keys, doing=doing)
    report = Report(journal, compared[0] if compared else compare())
    report.tables.note(changed_versions())
    report.tables.note(changed_sheets())
    report.tables.note(changed_evaluations())
    report.tables.note(changed_books())
    return report


def _beside(keep: Callable[[Comparison], None], checks: Sequence[Callable[[], Checked]]) -> Iterator[Checked]:
    """What `checks` find, done beside the comparison of the tables, which `keep` gets at the end."""
    with at_work([compare, *checks]) as result:
        yield from (result(place) for place in range(1, len(checks) + 1))
        keep(result(0))


def kinds() -> dict[str, type[Row]]:
    """Every kind of row of which events tell columns, by the name that events give it."""
    models = apps.get_app_config("dossiers").get_models()
    return {str(m._meta.model_name): m for m in models if issubclass(m, Row) and m.journaled}


def compare() -> Comparison:
    """The rows of every dossier against what its events tell."""
    report = Comparison()
    models = kinds()
    columns = {name: model.journaled for name, model in models.items()}
    with own_connection() as own, own.transaction():
        # The zone in which events write times: equal instants are then equal texts.
        own.execute("SET LOCAL timezone TO 'Asia/Ho_Chi_Minh'")
        for dossier, told, found in _side_by_side(own, models):
            report.dossiers += bool(told)
            report.rows += len(found)
            report.note(differences(dossier, told, found, columns))
    return report


Rows = dict[RowKey, Mapping[str, Any]]


def _side_by_side(
    own: psycopg.Connection, models: Mapping[str, type[Row]]
) -> Iterator[tuple[str, Rows, Rows]]:
    """Each dossier that events or rows know: its rows as told and as found. One pass over every table."""
    events = ((dossier, _EVENT, *told) for dossier, *told in streamed(own, _EVENTS, [Kind.DOSSIER.value]))
    tables = [_rows(own, name, model) for name, model in models.items()]
    for dossier, parts in groupby(heapq.merge(events, *tables, key=itemgetter(0)), key=itemgetter(0)):
        told: list[tuple[str, Any]] = []
        found: Rows = {}
        for _, name, key, values in parts:
            if name == _EVENT:
                told.append((key, {"rows": json.loads(values or "[]")}))
            else:
                found[name, key] = dict(zip(models[name].journaled, json.loads(values), strict=True))
        yield dossier, _rebuilt(told), found


def _rebuilt(events: list[tuple[str, Any]]) -> Rows:
    """Rows as told; events that tell nonsense tell nothing, so that every row is named."""
    try:
        return rebuild(events)
    except (TypeError, KeyError, AttributeError, ValueError):
        return {}


def _rows(own: psycopg.Connection, name: str, model: type[Row]) -> Iterator[tuple[Any, ...]]:
    owner = "id" if name == "dossier" else "dossier_id"
    query = sql.SQL(_ROWS).format(
        columns=sql.SQL(", ").join(sql.Identifier(column) for column in model.journaled),
        table=sql.Identifier(model._meta.db_table),
        owner=sql.Identifier(owner),
    )
    return ((dossier, name, key, values) for dossier, key, values in streamed(own, query))
