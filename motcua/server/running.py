"""Starting and stopping the server of a site, whatever was killed before. Call inside `usage.transition`."""

import shutil
import signal
import stat
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

from motcua.server import making, osuser, processes, record
from motcua.server.databases import DATABASE, PORT
from motcua.server.problems import NotPossibleError, ServerError
from motcua.server.site import Site

SUPERUSER = "postgres"
_START_SECONDS = 60
_STOP_SECONDS = 60
_PATIENCE = 3.0  # seconds that processes of a killed server get to end by themselves
_LONGEST_SOCKET_FOLDER = 90  # bytes: Linux allows 107 for the socket's whole path
_BREATH = 0.5  # seconds between two attempts
_IN_BACKGROUND = 'log=$1; shift; "$@" >"$log" 2>&1 </dev/null & echo $!'
_NOT_YET = {"57P03"}  # the server says that it is starting or stopping


def pid(site: Site) -> int | None:
    """The running server's process; None when there is none. A stale mark, or one that names a process
    of somebody else, is no server."""
    try:
        first = (site.directory / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0]
    except FileNotFoundError:
        return None
    except PermissionError:
        raise NotPossibleError(f"The database in {site.data} belongs to another OS user.") from None
    number = int(first) if first.strip().isdigit() else 0
    ours = f"-D {site.directory}" in processes.command_line(number)
    return number if ours and processes.alive(number) else None


def ensure(site: Site) -> Site:
    """The site with its server answering: found, waited for, or started.

    Raises ServerError with the log's last lines when it does not answer within a minute.
    """
    began = time.monotonic()
    launched = 0
    while time.monotonic() < began + _START_SECONDS:
        if pid(site) is not None:
            if _answers(site):
                return site
        elif not processes.alive(launched):
            if launched:
                time.sleep(_BREATH)  # it could not start: those left behind by a killed one get time to end
            site = _with_socket(site)
            launched = _launch(site, patient=time.monotonic() < began + _PATIENCE)
        time.sleep(0.02)
    raise ServerError(f"The database server did not start. {_last_words(site)}")


def stop(site: Site) -> None:
    """The server, when it runs, has ended: first asked politely, then at once."""
    number = pid(site)
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, the last resort
        if number is None or pid(site) != number:
            break
        processes.end(number, how)
        _wait_for_end(site, number)
    if site.record.socket:
        shutil.rmtree(site.record.socket, ignore_errors=True)


def end_lost(site: Site) -> None:
    """End a server whose files somebody removed while it ran: nothing is left to be saved."""
    for number in processes.titled(f"postgres: {site.title}"):
        above = processes.parent(number)
        if f"-D {site.directory}" in processes.command_line(above):
            processes.end(above, signal.SIGQUIT)


def connect(site: Site, database: str = DATABASE) -> psycopg.Connection:
    """A connection as superuser, each statement by itself."""
    return psycopg.connect(
        host=str(record.socket_folder(site.data)),
        port=PORT,
        user=SUPERUSER,
        dbname=database,
        autocommit=True,
        connect_timeout=10,
    )


def _answers(site: Site) -> bool:
    """Whether the server takes connections; roles and database are there then."""
    try:
        with connect(site, "postgres") as connection:
            _ensure_roles(connection)
    except psycopg.OperationalError as error:
        if error.sqlstate in _NOT_YET or error.sqlstate is None:
            return False
        raise ServerError(f"The database server runs, but refuses us: {error}") from error
    return True


def _ensure_roles(connection: psycopg.Connection) -> None:
    """The owner of the tables, the application's role, the database: whatever of them is missing."""
    roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role in ("motcua_owner", "motcua_app"):
        if role not in roles:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
    if not found:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER motcua_owner").format(sql.Identifier(DATABASE)))


def _launch(site: Site, *, patient: bool) -> int:
    """Launch the server, a child of nobody here; its process."""
    _clear_marks(site)
    if not patient:
        _end_orphans(site)
    program = site.programs().program("postgres")
    run = osuser.run(
        site.user,
        ["/bin/sh", "-c", _IN_BACKGROUND, "sh", site.log / "start.log", program, "-D", site.directory],
    )
    return int(run.stdout or 0)


def _clear_marks(site: Site) -> None:
    """Remove marks of a dead server when another process has its number now: PostgreSQL would take that
    process for the server and refuse to start. Marks without a process it recognises itself."""
    for mark in (site.directory / "postmaster.pid", _socket(site) / f".s.PGSQL.{PORT}.lock"):
        if mark.exists():
            first = mark.read_text(encoding="utf-8").split("\n", 1)[0]
            if not first.strip().isdigit() or processes.alive(int(first)):
                mark.unlink()


def _end_orphans(site: Site) -> None:
    """End processes of a killed server that still hold its memory: they have no server above them."""
    for number in processes.titled(f"postgres: {site.title}"):
        if "postgres" not in processes.command_line(processes.parent(number)):
            processes.end(number, signal.SIGKILL)


def _socket(site: Site) -> Path:
    return Path(site.record.socket) if site.record.socket else site.home / "socket"


def _with_socket(site: Site) -> Site:
    """The site with a private folder for its socket, a short one elsewhere if need be, and configured."""
    folder = site.home / "socket"
    if len(bytes(folder)) <= _LONGEST_SOCKET_FOLDER and "," not in str(folder):  # libpq parts hosts by commas
        site = Site(site.data, record.with_socket(site.data, site.record, ""))
        osuser.own_folder(site.user, folder)
    elif not _is_private(Path(site.record.socket or "/"), site):
        folder = Path(tempfile.mkdtemp(prefix="motcua-", dir="/tmp"))
        osuser.give(site.user, folder)
        site = Site(site.data, record.with_socket(site.data, site.record, str(folder)))
    making.configure(site, _socket(site))
    return site


def _is_private(folder: Path, site: Site) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    return private and found.st_uid == site.user.uid


def _wait_for_end(site: Site, number: int) -> None:
    until = time.monotonic() + _STOP_SECONDS
    while processes.alive(number) and time.monotonic() < until:
        time.sleep(0.02)


def _last_words(site: Site) -> str:
    logs = sorted(site.log.glob("*.log"), key=lambda p: p.stat().st_mtime)
    lines = [line for log in logs for line in log.read_text(errors="replace").splitlines()]
    return "\n".join([f"The log in {site.log} ends with:", *(lines[-10:] or ["(nothing)"])])
