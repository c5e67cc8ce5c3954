"""Statements that the database parses and plans once a connection, for what every act asks again.

Django's own cursors send each statement as text with its values in it, to be planned anew: for the few
statements of an act that costs more than running them. These go through Django's connection, in its
transaction and past its wrappers, with values bound by the server.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

Values = Sequence[Any] | Mapping[str, Any]


def fetched(sql: str, values: Values) -> list[tuple[Any, ...]]:
    """The rows that `sql` gives on the default connection; values are bound as `%s` or `%(name)s`.

    A statement names its columns: `*` would break when a column is added while the connection lives. Raises
    what Django's cursors raise.
    """
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(ServerBindingCursor(connection.connection)) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
