"""The SQL by which rows of a dossier are written, the same text each time so that it is prepared once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField

from motcua.dossiers.models.rows import Contested, Row
from motcua.journal.actions.record import Write


def inserted(model: type[Row], rows: Sequence[Mapping[str, Any]]) -> Write:
    """New rows of one table, each with all its columns by attribute name."""
    values = [_stored(field, row[field.attname]) for row in rows for field in _fields(model)]
    return Write(_insert(model, len(rows)), values)


def updated(row: Row, columns: Mapping[str, Any]) -> Write:
    """The columns (by attribute name) of `row`; a contested row only if it has the version that was read."""
    model = type(row)
    fields = {field.attname: field for field in _fields(model)}
    values = [_stored(fields[name], value) for name, value in columns.items()]
    values.append(row.pk)
    if isinstance(row, Contested):
        values.append(row.version)
    return Write(_update(model, tuple(fields[name].column for name in columns)), values)


def _stored(field: Field, value: Any) -> Any:
    """What the driver is given: all but JSON it knows by its type."""
    return field.get_db_prep_save(value, connection) if isinstance(field, JSONField) else value


@lru_cache
def _fields(model: type[Row]) -> tuple[Field, ...]:
    return tuple(model._meta.concrete_fields)


@lru_cache(maxsize=1000)
def _insert(model: type[Row], rows: int) -> str:
    columns = ", ".join(f'"{field.column}"' for field in _fields(model))
    places = f"({', '.join(['%s'] * len(_fields(model)))})"
    into = f'"{model._meta.db_table}" ({columns})'
    return f"INSERT INTO {into} VALUES {', '.join([places] * rows)}"  # noqa: S608 names of ours


@lru_cache(maxsize=1000)
def _update(model: type[Row], columns: tuple[str, ...]) -> str:
    changes = [f'"{column}" = %s' for column in columns]
    same = "id = %s"
    if issubclass(model, Contested):
        changes.append("version = version + 1")
        same += " AND version = %s"
    return f'UPDATE "{model._meta.db_table}" SET {", ".join(changes)} WHERE {same}'  # noqa: S608
