"""The embedded PostgreSQL of a data folder, for everybody else: used, kept, stopped, looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from motcua.server import making, places, running, site, usage
from motcua.server.databases import DATABASE, embedded_url
from motcua.server.signals import undisturbed
from motcua.server.site import Site


class Status(NamedTuple):
    """What `motcua db status` tells of an embedded server."""

    running: bool
    kept: bool  # until `motcua db stop`
    pid: int | None
    version: str | None  # of the running server, else the major version of its files
    bytes: int | None  # size of the database, when it runs
    folder: str


def url(data: Path) -> str:
    """The address of the database as superuser, for any program that uses libpq."""
    return embedded_url(data, running.SUPERUSER)


@contextmanager
def used(data: Path, *, careless: bool = False) -> Iterator[Site]:
    """Inside, the server of `data` runs, made first when there is none; afterwards it is stopped unless
    others use it or somebody asked for it to stay.

    `careless` makes a throw-away server that does not care for crashes. Raises NotPossibleError or
    ServerError when it can't be started.
    """
    folder = making.folder(data)
    with undisturbed(), usage.transition(folder):
        seat = usage.take_seat(folder)
        try:
            found = _ensure(data, careless=careless)
        except BaseException:
            _leave(data, seat)
            raise
    try:
        yield found
    finally:
        with undisturbed():
            if folder.exists():
                with usage.transition(folder):
                    _leave(data, seat)
            else:
                running.end_lost(found)


def keep(data: Path) -> None:
    """Let the server run until `stop`, whoever uses it; errors as in `used`."""
    with used(data):
        usage.keep(places.server_folder(data))


def stop(data: Path) -> bool:
    """Stop the server, or leave that to the commands that use it; whether it is stopped now."""
    if site.of(data) is None:
        return True
    folder = places.server_folder(data)
    with undisturbed(), usage.transition(folder):
        usage.release(folder)
        return _stop_unless_used(data)


def revive(data: Path) -> None:
    """For a command that uses the server: start it again if it was killed; errors as in `used`."""
    found = site.of(data)
    if found is not None and running.pid(found) is None:
        with usage.transition(places.server_folder(data)):
            running.ensure(found)


def status(data: Path) -> Status:
    """What can be seen without starting anything."""
    found = site.of(data)
    if found is None:
        return Status(False, False, None, None, None, str(data))
    pid = running.pid(found)
    version, size = str(found.major), None
    if pid is not None:
        with running.connect(found) as connection:
            query = "SELECT current_setting('server_version'), pg_database_size(%s)"
            version, size = connection.execute(query, [DATABASE]).fetchone()
    kept = pid is not None and usage.kept(places.server_folder(data))
    return Status(pid is not None, kept, pid, version, size, str(found.home))


def _ensure(data: Path, *, careless: bool) -> Site:
    return running.ensure(site.of(data) or making.make(data, careless=careless))


def _leave(data: Path, seat: int) -> None:
    usage.leave(seat)
    if not usage.kept(places.server_folder(data)):
        _stop_unless_used(data)


def _stop_unless_used(data: Path) -> bool:
    if not usage.unused(places.server_folder(data)):
        return False
    found = site.of(data)
    if found is not None:
        running.stop(found)
    return True
