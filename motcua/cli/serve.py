"""`motcua serve`: the web application of a real installation."""

import os
import time
from collections.abc import Callable

import click

from motcua.cli import work
from motcua.cli.common import Misuse, problems_in_words, tell, with_database
from motcua.server import cluster, places
from motcua.server.databases import outside
from motcua.server.problems import ServerError
from motcua.server.serving import Door, check_free, serve

port_option = click.option(
    "--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Web port."
)
host_option = click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is every address."
)


@click.command("serve")
@host_option
@port_option
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Processes; by default one a core.")
@click.option(
    "--checkpoint-minutes",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    help="How often a signed checkpoint of the journal is written.",
)
def command(host: str, port: int, workers: int | None, checkpoint_minutes: int) -> None:
    """Serve the web application of a real installation (begun with `motcua init`).

    Ctrl-C, SIGTERM and SIGHUP stop it, with the database server that it started. Behind a proxy, name the
    public address in MOTCUA_ORIGIN. Example:
    MOTCUA_ORIGIN=https://motcua.example.gov.vn motcua serve --port 8000
    """
    door = Door(host, port, workers or os.cpu_count() or 1)
    run(door, begin=_check_begun, announce=_announce, checkpoint_minutes=checkpoint_minutes)


def run(
    door: Door, *, begin: Callable[[], None], announce: Callable[[], None], checkpoint_minutes: int
) -> None:
    """Prepare the database, `begin()`, serve until told to stop; `announce()` once the port answers."""
    os.environ["PORT"] = str(door.port)  # the settings take the address from it
    with problems_in_words():
        check_free(door)
    with with_database():
        begin()
        _collect_statics()
        upkeep = _Upkeep(checkpoint_minutes * 60)
        serve(door, work=work.until_told_to_stop, ready=announce, every_second=upkeep)
        upkeep.checkpoint()


class _Upkeep:
    """What is done beside serving: a killed database server is revived, checkpoints are written."""

    def __init__(self, seconds_between_checkpoints: float) -> None:
        self._between = seconds_between_checkpoints
        self._last = time.monotonic()

    def __call__(self) -> None:
        if not outside():
            try:
                cluster.revive(places.data_folder())
            except ServerError as error:
                tell(str(error))
        if time.monotonic() > self._last + self._between:
            self.checkpoint()

    def checkpoint(self) -> None:
        import psycopg

        from motcua.journal.actions.checkpoint import checkpoint

        self._last = time.monotonic()
        try:
            checkpoint()
        except (OSError, psycopg.Error) as error:
            tell(f"No checkpoint of the journal could be taken: {error}")


def _collect_statics() -> None:
    from django.db import connections

    from motcua.cli import prepare
    from motcua.server import statics

    with prepare.alone():
        statics.collect()
    connections.close_all()


def _announce() -> None:
    from django.conf import settings

    tell(f"Một Cửa answers at {settings.ORIGIN} (Ctrl-C stops it).")


def _check_begun() -> None:
    from motcua.journal.queries import installation

    found = installation()
    if found.begun_at is None:
        raise Misuse("Nothing has begun in this data folder. Begin a real installation with `motcua init`.")
    if found.is_demonstration:
        raise Misuse("This data folder holds a demonstration. Serve it with `motcua demo`.")
