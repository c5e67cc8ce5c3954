"""Statements that the database parses and plans once a connection, for what every act asks again.

Django's own cursors send each statement as text with its values in it, to be planned anew: for the few
statements of an act that costs more than running them. These go through Django's connection, in its
transaction and past its wrappers, with values bound by the server.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from psycopg import RawCursor

Values = Sequence[Any] | Mapping[str, Any]

_PLACE = re.compile(r"%(?:s|\((\w+)\)s)")


def fetched(sql: str, values: Values) -> list[tuple[Any, ...]]:
    """The rows that `sql` gives on the default connection; values are bound as `%s` or `%(name)s`.

    A statement names its columns: `*` would break when a column is added while the connection lives. Raises
    what Django's cursors raise.
    """
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(Cursor(connection.connection)) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


class Cursor(RawCursor[tuple[Any, ...]]):
    """Gives PostgreSQL its own `$1`: the driver would read the whole statement for `%s` each time."""

    def execute(self, query: Any, params: Values | None = None, **options: Any) -> "Cursor":
        return super().execute(*native(query, params or ()), **options)


def native(query: str, values: Values) -> tuple[bytes, Sequence[Any]]:
    """`query` with `$1`, `$2` ..., one for each name however often it occurs, and their values."""
    text, names = _native(query)
    return text, [values[name] for name in names] if isinstance(values, Mapping) else values


@lru_cache(maxsize=2000)
def _native(query: str) -> tuple[bytes, tuple[str, ...]]:
    names: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        return f"${names.setdefault(found[1] or f'{len(names)}', len(names) + 1)}"

    return _PLACE.sub(place, query).encode(), tuple(names)
