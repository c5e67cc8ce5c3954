"""PostgreSQL's own client programs (psql, pg_dump, pg_restore), run against the database in use."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.server import binaries, cluster, databases, osuser, site
from motcua.server.binaries import Binaries
from motcua.server.problems import NotPossibleError

_MISLEADING = set("PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGSERVICE PGOPTIONS".split())


class Target(NamedTuple):
    """A database and the programs to speak to it with; the password stays out of command lines."""

    address: dict[str, str]  # libpq's parameters, without the password
    password: str | None
    programs: Binaries
    owner: str | None  # the role that owns the tables, when we come as somebody mightier

    @property
    def database(self) -> str:
        """The name of the database."""
        return self.address.get("dbname", "")


def target(data: Path) -> Target:
    """The outside database of DATABASE_OWNER_URL or DATABASE_URL, else the running embedded one of `data`."""
    url = databases.outside()
    if url:
        parts = conninfo_to_dict(os.environ.get("DATABASE_OWNER_URL") or url)
        return Target(_texts(parts), parts.get("password"), binaries.find(osuser.current()), None)
    found = site.of(data)
    if found is None:
        raise NotPossibleError(f"There is no database in {data} yet.")
    return Target(_texts(conninfo_to_dict(cluster.url(data))), None, found.programs(), "motcua_owner")


def connect(to: Target, database: str) -> psycopg.Connection:
    """A connection to `database` on the target's server, each statement by itself."""
    parameters = {**to.address, "dbname": database}
    if to.password:
        parameters["password"] = to.password
    return psycopg.connect(make_conninfo(**parameters), autocommit=True)


def run(
    to: Target,
    name: str,
    arguments: Sequence[str | Path] = (),
    *,
    database: str | None = None,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run the client program `name` on the target (its database, or another on the same server)."""
    conninfo = make_conninfo(**{**to.address, "dbname": database or to.database})
    return subprocess.run(
        [to.programs.program(name), f"--dbname={conninfo}", *arguments],
        env=_environment(to.password),
        text=True,
        check=False,
        **options,
    )


def interactive(to: Target, name: str, arguments: Sequence[str]) -> int:
    """Hand the terminal to the client program `name`; its exit code. Ctrl-C is its business alone."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return run(to, name, arguments).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def _texts(parts: dict[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in parts.items() if key != "password" and value is not None}


def _environment(password: str | None) -> dict[str, str]:
    """Ours, without variables that would lead libpq elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    return {**kept, **({"PGPASSWORD": password} if password else {})}
