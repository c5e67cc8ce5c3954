"""`motcua db`: the database server of the data folder, or the outside one, under the operator's hands."""

from pathlib import Path
from typing import Any

import click

from motcua.cli.common import (
    FoundWrong,
    Misuse,
    emit_json,
    format_option,
    problems_in_words,
    tell,
    with_database,
)
from motcua.server import places
from motcua.server.databases import outside

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("db")
def group() -> None:
    """The database server: start, stop, look, back up.

    Without DATABASE_URL the server is an embedded PostgreSQL in the data folder (MOTCUA_DATA). Every
    command starts it when needed and stops it afterwards; `start` and `url` leave it running until `stop`.
    """


@group.command()
@format_option
def start(as_json: bool) -> None:
    """Start the server and leave it running until `motcua db stop`.

    Example: motcua db start
    """
    _refuse_outside("start")
    from motcua.server import cluster

    with with_database():
        cluster.keep(places.data_folder())
        _show(_embedded(), as_json)


@group.command()
@format_option
def stop(as_json: bool) -> None:
    """Stop the server; if other commands use it, the last of them does.

    Exit code 1 when it still runs. Example: motcua db stop
    """
    _refuse_outside("stop")
    from motcua.server import cluster

    with problems_in_words():
        stopped = cluster.stop(places.data_folder())
    if as_json:
        emit_json({"stopped": stopped})
    if not stopped:
        raise FoundWrong("Other motcua commands still use the server; it stops when the last of them ends.")
    tell("The database server is stopped.")


@group.command()
@format_option
def status(as_json: bool) -> None:
    """Tell whether the server runs: exit code 0 if it does, 1 if not.

    Example: motcua db status --format json
    """
    with problems_in_words():
        found = _outside() if outside() else _embedded()
    _show(found, as_json)
    if not found["running"]:
        raise FoundWrong("The database server is not running.")


@group.command()
@format_option
@with_database()
def url(as_json: bool) -> None:
    """Start the server, leave it running, and print its address for psql and other programs.

    The address is for the OS user who asked, as the server's superuser. Example:
    psql "$(motcua db url)"
    """
    from motcua.server import cluster

    address = outside()
    if address is None:
        cluster.keep(places.data_folder())
        address = cluster.url(places.data_folder())
    if as_json:
        emit_json({"url": address})
    else:
        click.echo(address)


@group.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@with_database()
def psql(arguments: tuple[str, ...]) -> None:
    """Open psql on the database; ARGUMENTS go to psql.

    Example: motcua db psql -c 'select count(*) from orgs_unit'
    """
    from motcua.server import clients

    run = clients.interactive(clients.target(places.data_folder()), "psql", arguments)
    if run != 0:
        raise FoundWrong(f"psql ended with code {run}.")


@group.command()
@click.argument("file", type=_FILE)
@format_option
@with_database()
def backup(file: Path, as_json: bool) -> None:
    """Write the whole database to FILE, in one piece or not at all.

    Keys and the journal's checkpoint file stay in the data folder: keep a copy of those apart from FILE.
    Example: motcua db backup /backup/motcua-$(date +%F).dump
    """
    from motcua.server import backups, clients

    size = backups.backup(clients.target(places.data_folder()), file.absolute())
    if as_json:
        emit_json({"file": str(file.absolute()), "bytes": size})
    tell(f"{file} holds the database ({size:,} bytes). Not in it: {places.data_folder() / 'keys'}.")


@group.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Lose what is in the database now.")
@format_option
@with_database(prepared=False)
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Make the database what FILE holds, completely or not at all.

    FILE comes from `motcua db backup`. Example: motcua db restore /backup/motcua-2026-11-20.dump --replace
    """
    from motcua.server import backups, clients

    target = clients.target(places.data_folder())
    backups.restore(target, file.absolute(), replace=replace, settle=_settle)
    if as_json:
        emit_json({"restored": str(file.absolute())})
    tell(f"The database is what {file} holds.")


def _settle(name: str) -> None:
    """Bring the database `name` to this version's shape and rights, then let go of it."""
    from django.db import connections

    from motcua.cli import prepare

    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    try:
        prepare.prepare(again=True)
    finally:
        connections.close_all()


def _refuse_outside(act: str) -> None:
    if outside():
        raise Misuse(
            f"DATABASE_URL names a server that is not ours to {act}; its own administrator does that."
        )


def _embedded() -> dict[str, Any]:
    from motcua.server import cluster

    return {"server": "embedded", **cluster.status(places.data_folder())._asdict()}


def _outside() -> dict[str, Any]:
    import psycopg

    try:
        with psycopg.connect(outside() or "", connect_timeout=10) as connection:
            query = "SELECT current_setting('server_version'), pg_database_size(current_database())"
            row = connection.execute(query).fetchone()
    except psycopg.OperationalError as error:
        tell(str(error))
        return {"server": "outside", "running": False}
    version, size = row or (None, None)
    return {"server": "outside", "running": True, "version": version, "bytes": size}


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        emit_json(found)
        return
    for name, value in found.items():
        if value is not None:
            click.echo(f"{name:8} {_plain(value)}")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and value > 99_999_999 else str(value)
