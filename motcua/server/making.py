"""A new embedded server: its folders, its OS user, initdb."""

import os
import secrets
import shutil
from pathlib import Path

from motcua.server import binaries, osuser, pgconfig, places, record
from motcua.server.binaries import Binaries
from motcua.server.osuser import OsUser
from motcua.server.problems import ServerError
from motcua.server.record import Record
from motcua.server.site import Site

_BUILTIN_LOCALES_SINCE = 17


def folder(data: Path) -> Path:
    """The server's own folder in the data folder, made when absent, the data folder too."""
    osuser.passage(data)
    return osuser.passage(places.server_folder(data))


def make(data: Path, *, careless: bool = False) -> Site:
    """A server without any database yet, in a home that its OS user can reach; nothing half-made stays.

    Raises NotPossibleError without programs or OS user, ServerError when initdb fails.
    """
    user = osuser.for_new_server()
    programs = binaries.find(user)
    mark = secrets.token_hex(6)
    known = Record(mark, _home(data, user, mark), osuser.current().name, careless=careless)
    site = Site(data, known)
    osuser.passage(site.home)
    osuser.own_folder(user, site.log)
    _initialise(site, user, programs)
    record.write(data, known)
    return site


def configure(site: Site, socket: Path) -> None:
    """Write the server's configuration anew, so that a new version of ours brings its settings."""
    text = pgconfig.server(socket=socket, log=site.log, name=site.title, careless=site.record.careless)
    _write(site, "postgresql.conf", text)
    _write(site, "pg_hba.conf", pgconfig.access())
    _write(site, "pg_ident.conf", pgconfig.identities({"root", site.record.made_by, site.user.name}))


def _home(data: Path, user: OsUser, mark: str) -> str:
    """Beside the record; elsewhere only when root chose a data folder that the server's user can't enter."""
    if osuser.can_enter(user, places.server_folder(data)):
        return "."
    return str(places.system_folder() / "databases" / mark)


def _initialise(site: Site, user: OsUser, programs: Binaries) -> None:
    draft = site.directory.with_name("data.draft")
    if draft.exists():  # a command was killed here
        shutil.rmtree(draft)
    osuser.own_folder(user, draft)
    locale = ["--locale=C.UTF-8"]
    if programs.major >= _BUILTIN_LOCALES_SINCE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    options = ["--username=postgres", "--encoding=UTF8", "--data-checksums", "--no-instructions", *locale]
    access = ["--auth-local=peer", "--auth-host=scram-sha-256"]
    hurry = ["--no-sync"] if site.record.careless else []
    run = osuser.run(user, [programs.program("initdb"), "-D", draft, *options, *access, *hurry])
    if run.returncode != 0:
        shutil.rmtree(draft)
        raise ServerError(f"The database could not be made in {site.home}:\n{run.stderr.strip()}")
    os.replace(draft, site.directory)


def _write(site: Site, name: str, text: str) -> None:
    path = site.directory / name
    if path.read_text(encoding="utf-8") == text:
        return
    draft = path.with_name(f"{name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(0o600)
    osuser.give(site.user, draft)
    os.replace(draft, path)
