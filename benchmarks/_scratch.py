"""A database of a benchmark's own, removed at the end, beside the one that the environment names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg


@contextmanager
def scratch() -> Iterator[None]:
    """Inside, Django works on an empty database; key and file of checkpoints go with it at the end."""
    from django.db import connections

    from motcua.server.databases import OWNER

    owner, default = connections[OWNER], connections["default"]
    name = f"{owner.settings_dict['NAME']}_bench"
    drop(name)
    create(name)
    owner.close()
    default.close()
    before = default.settings_dict["NAME"]
    owner.settings_dict["NAME"] = default.settings_dict["NAME"] = name
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MOTCUA_JOURNAL_KEY"] = str(Path(folder) / "key")
            os.environ["MOTCUA_CHECKPOINTS"] = str(Path(folder) / "checkpoints.jsonl")
            yield
    finally:
        connections[OWNER].close()
        connections["default"].close()
        owner.settings_dict["NAME"] = default.settings_dict["NAME"] = before
        drop(name)


def create(name: str, *, template: str = "template1") -> None:
    """Make a database that the owner's role owns; the embedded server lets only its superuser do that."""
    with _server() as (own, owner):
        own.execute(f'CREATE DATABASE "{name}" OWNER "{owner}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it; nothing when there is none."""
    with _server() as (own, _):
        own.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def _server() -> Iterator[tuple[psycopg.Connection, str]]:
    """A connection as who may make databases, and the name of the role that owns them."""
    from django.conf import settings

    from motcua.server import clients

    target = clients.target(settings.DATA)
    with closing(clients.connect(target, "postgres")) as own:
        yield own, target.owner or own.info.user
