"""`motcua work`: deliver events and run the schedule, alone; `serve` and `demo` do it beside serving."""

from datetime import UTC, datetime

import click

from motcua.cli.common import tell, with_database


@click.command("work")
def command() -> None:
    """Deliver what the journal's outbox holds and run the schedule, until Ctrl-C or SIGTERM.

    `motcua serve` does this by itself. Where several machines serve, run it on one or two of them besides:
    workers share the work, and one that is killed loses nothing. A lost database is waited for. Example:
    DATABASE_URL=postgresql://... motcua work
    """
    with with_database():
        tell("Working (Ctrl-C stops it).")
        until_told_to_stop()


def until_told_to_stop() -> None:
    """Work until this process gets SIGINT, SIGTERM or SIGHUP; what is begun is ended first."""
    from motcua.server.signals import asked_to_stop
    from motcua.wiring.jobs import work

    with asked_to_stop() as stop:
        work(stop, clock=lambda: datetime.now(UTC))
