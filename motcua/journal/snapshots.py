"""A connection of its own that sees the journal as it was at one moment."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

# Chosen once at random; a lock of the session, because one of the transaction would come after its snapshot.
_ONE_AT_A_TIME = 7_201_842_635_190_417
_ROWS = 2000
_names = count()


@contextmanager
def own_connection() -> Iterator[psycopg.Connection]:
    """A connection beside Django's, each of whose transactions is one snapshot (REPEATABLE READ).

    It sees only what is committed, so nothing of the caller's transaction. Begin with `own.transaction()`.
    Instants are read in UTC, by the driver itself, which is four times as fast as Django's reading.
    """
    address = {**connection.get_connection_params(), "context": None}
    with closing(psycopg.connect(**address, autocommit=True)) as own:
        own.execute("SET timezone TO 'UTC'")
        own.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield own


def wait_for_others(own: psycopg.Connection) -> None:
    """From here until the connection closes, nobody else passes this point."""
    own.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])


def snapshot(own: psycopg.Connection) -> str:
    """The name of what the transaction sees, by which others see the same as long as it lasts."""
    (name,) = own.execute("SELECT pg_export_snapshot()").fetchone()
    return name


def same_snapshot(own: psycopg.Connection, name: str) -> None:
    """From here, and before anything was read, the transaction sees the snapshot called `name`."""
    own.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(name))


def streamed(
    own: psycopg.Connection, query: sql.Composed | str, parameters: Any = None
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query inside a transaction, some thousand of them in memory at a time."""
    with psycopg.ServerCursor(own, f"journal_{next(_names)}") as cursor:
        cursor.itersize = _ROWS
        cursor.execute(query, parameters)
        yield from cursor
