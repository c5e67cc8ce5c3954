"""The database into one file and back; never a half-written file, never a half-restored database."""

import os
import secrets
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from motcua.server import clients
from motcua.server.clients import Target
from motcua.server.problems import NotPossibleError, ServerError

_MAINTENANCE = "postgres"


def backup(of: Target, file: Path) -> int:
    """Write the database to `file` in pg_dump's own format and look it over; the size in bytes.

    The keys and the journal's checkpoint file in the data folder are not part of it. Raises ServerError.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with open(draft, "wb", opener=_private) as opened:
            dump = clients.run(of, "pg_dump", ["-Fc"], stdout=opened, stderr=subprocess.PIPE)
            os.fsync(opened.fileno())
        if dump.returncode != 0:
            raise ServerError(f"The backup failed; {file} was not written.\n{dump.stderr.strip()}")
        look_over(of, draft)
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def look_over(with_programs_of: Target, file: Path) -> None:
    """Raises ServerError unless `file` is a backup that can be read from beginning to end."""
    program = with_programs_of.programs.program("pg_restore")
    read = subprocess.run(
        [program, "--file=/dev/null", file], capture_output=True, text=True, errors="replace", check=False
    )
    if read.returncode != 0:
        raise ServerError(f"{file} is not a readable backup: {read.stderr.strip()}")


def restore(to: Target, file: Path, *, replace: bool, settle: Callable[[str], None]) -> None:
    """Make the database what `file` holds: restored beside, settled, then put in place in one step.

    `settle(name)` brings the restored database `name` to this version's shape and rights. The database
    in place must be empty unless `replace`. Raises NotPossibleError, ServerError, or what `settle`
    raises; then everything is as before.
    """
    look_over(to, file)
    if not replace and _has_tables(to):
        raise NotPossibleError("The database is not empty. To lose what is in it, say --replace.")
    beside = f"{to.database}_restored_{secrets.token_hex(4)}"
    _create(to, beside)
    try:
        _fill(to, beside, file)
        settle(beside)
        _put_in_place(to, beside)
    finally:
        with clients.connect(to, _MAINTENANCE) as connection:
            connection.execute(_drop(beside))


def _has_tables(to: Target) -> bool:
    with clients.connect(to, to.database) as connection:
        query = "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"
        return connection.execute(query).fetchone() is not None


def _create(to: Target, name: str) -> None:
    owner = sql.SQL("OWNER {}").format(sql.Identifier(to.owner)) if to.owner else sql.SQL("")
    try:
        with clients.connect(to, _MAINTENANCE) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} {} TEMPLATE template0").format(sql.Identifier(name), owner)
            )
    except psycopg.errors.InsufficientPrivilege as error:
        raise NotPossibleError(
            "To restore, the role of DATABASE_OWNER_URL must be allowed to create databases "
            "(ALTER ROLE ... CREATEDB)."
        ) from error


def _fill(to: Target, name: str, file: Path) -> None:
    role = [f"--role={to.owner}"] if to.owner else []
    options = ["--exit-on-error", "--no-owner", "--no-privileges", *role, file]
    run = clients.run(to, "pg_restore", options, database=name, capture_output=True)
    if run.returncode != 0:
        raise ServerError(f"The backup could not be restored; nothing was changed.\n{run.stderr.strip()}")


def _put_in_place(to: Target, beside: str) -> None:
    """Swap the names of both databases in one transaction, then drop the old one."""
    old = f"{to.database}_before_{secrets.token_hex(4)}"
    with clients.connect(to, _MAINTENANCE) as connection:
        try:
            with connection.transaction():
                connection.execute(_rename(to.database, old))
                connection.execute(_rename(beside, to.database))
        except psycopg.errors.ObjectInUse as error:
            raise NotPossibleError(
                "The database is in use. Stop `motcua serve` and whoever else uses it, "
                "then restore again; nothing was changed."
            ) from error
        connection.execute(_drop(old))


def _rename(name: str, to: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to))


def _drop(name: str) -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
