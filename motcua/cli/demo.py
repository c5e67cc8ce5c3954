"""`motcua demo`: the demo district, ready to look at."""

import os

import click

from motcua.cli import serve
from motcua.cli.common import tell
from motcua.server.serving import Door


@click.command("demo")
@serve.host_option
@serve.port_option
def command(host: str, port: int) -> None:
    """Serve the demo district: units, procedures and people are made up or public.

    Its accounts are printed with their passwords; never use it for real dossiers. Example:
    PORT=8001 motcua demo
    """
    door = Door(host, port, os.cpu_count() or 1)
    serve.run(door, begin=_begin, announce=_announce, checkpoint_minutes=60)


def _begin() -> None:
    pass


def _announce() -> None:
    from django.conf import settings

    tell(f"Một Cửa, the demo district, answers at {settings.ORIGIN} (Ctrl-C stops it).")
