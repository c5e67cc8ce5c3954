"""Brings a database to what this version expects: migrations, rights, then the seeds of the rooms.

Cheap when nothing is to do: two queries and the reading of the shipped files. Every seed is idempotent and
runs again only when the files that it reads have changed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import motcua
from motcua.cli.common import FoundWrong, tell

_PACKAGE = Path(motcua.__file__).parent
_LOCK = 6_827_361  # any number that no other advisory lock of ours uses


class Step(NamedTuple):
    """A seed: what it is called, the callable without arguments that loads it, the files it reads."""

    name: str
    action: str  # "module:callable"
    files: str  # glob below the package; a change of any of them runs the step again


SHAPE = Step("tables and rights", "", "")  # migrations and grants, before all others
STEPS: tuple[Step, ...] = (
    Step("calendars", "motcua.cli.calendars:seed", "worktime/data/*.yaml"),
    Step("units", "motcua.cli.seeds:units", "orgs/data/*.yaml"),
    Step("templates of results", "motcua.cli.seeds:templates", "issuing/data/*.yaml"),
    Step("packs of procedures", "motcua.cli.catalogue:seed", "catalogue/packs/*.yaml"),
)


def prepare(*, again: bool = False) -> None:
    """Apply what is pending: migrations under the owner's role, the application's rights, stale seeds;
    everything when `again`.

    Several processes may ask at once; one works, the others wait. Raises FoundWrong when the owner's
    role may not do it, or when a newer version of the program made the database.
    """
    steps = (SHAPE, *STEPS)
    if not again and not _pending(steps):
        return
    with alone():
        _refuse_newer()
        for step in steps if again else _pending(steps):
            _carry_out(step)


def carry_out(steps: Sequence[Step]) -> None:
    """Of further `steps`, those whose files have changed, in a prepared database."""
    if _pending(steps):
        with alone():
            for step in _pending(steps):
                _carry_out(step)


def _carry_out(step: Step) -> None:
    if step is SHAPE:
        tell("Preparing the database ...")
        _migrate()
    else:
        tell(f"Loading {step.name} ...")
        module, _, name = step.action.partition(":")
        getattr(import_module(module), name)()
    _record(step)


def _pending(steps: Sequence[Step]) -> list[Step]:
    """Those of `steps` whose files are not those of the last time; all of them in an empty database."""
    from django.db import ProgrammingError

    from motcua.server.models import Preparation

    try:
        done = dict(Preparation.objects.values_list("step", "fingerprint"))
    except ProgrammingError:  # no such table yet, or no right to read it yet
        done = {}
    return [step for step in steps if done.get(step.name) != fingerprint(step)]


def _refuse_newer() -> None:
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    from motcua.server.databases import OWNER

    applied = MigrationRecorder(connections[OWNER]).applied_migrations()
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("motcua.")}
    unknown = {f"{app}.{name}" for app, name in applied if app in ours} - set(_migrations())
    if unknown:
        raise FoundWrong(
            "A newer version of Một Cửa made this database; this one does not know its "
            f"{', '.join(sorted(unknown))}. Install the newer version."
        )


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import ProgrammingError, connections

    from motcua.server import grants
    from motcua.server.databases import OWNER

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        application = cursor.fetchone()[0]
    try:
        call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        grants.apply(connections[OWNER], application=application)
    except ProgrammingError as error:
        raise FoundWrong(
            f"The database could not be prepared: {error}\n"
            "Migrations need the role that owns the tables; name its address in DATABASE_OWNER_URL."
        ) from error


def fingerprint(step: Step) -> str:
    """One value for all files that `step` reads: their contents, or the names of all apps' migrations."""
    digest = hashlib.sha256()
    if step is SHAPE:
        return hashlib.sha256("\n".join(sorted(_migrations())).encode()).hexdigest()
    for path in sorted(_PACKAGE.glob(step.files)):
        digest.update(str(path.relative_to(_PACKAGE)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _migrations() -> Iterator[str]:
    from django.apps import apps

    for app in apps.get_app_configs():
        for path in Path(app.path, "migrations").glob("[0-9]*.py"):
            yield f"{app.label}.{path.stem}"


def _record(step: Step) -> None:
    from motcua.server.models import Preparation

    Preparation.objects.update_or_create(
        step=step.name, defaults={"fingerprint": fingerprint(step), "prepared_at": datetime.now(UTC)}
    )


@contextmanager
def alone() -> Iterator[None]:
    """Inside, no other process prepares this database."""
    from django.db import connections

    from motcua.server.databases import OWNER

    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
