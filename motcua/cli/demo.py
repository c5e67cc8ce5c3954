"""`motcua demo`: the demo district, ready to look at."""

import os
from datetime import UTC, datetime

import click

from motcua.cli import prepare, serve
from motcua.cli.common import Misuse, tell
from motcua.cli.prepare import Step
from motcua.server.serving import Door

_PEOPLE = Step("people of the demonstration", "motcua.cli.seeds:demo_people", "accounts/data/*.yaml")


@click.command("demo")
@serve.host_option
@serve.port_option
def command(host: str, port: int) -> None:
    """Serve the demo district: real procedures, made-up people.

    Its accounts are printed with their password: never use it for real dossiers. Example:
    PORT=8001 motcua demo
    """
    door = Door(host, port, os.cpu_count() or 1)
    serve.run(door, begin=_begin, announce=_announce, checkpoint_minutes=60)


def _begin() -> None:
    from motcua.cli.catalogue_import import import_shipped
    from motcua.journal.actions.begin_installation import begin_installation
    from motcua.journal.events import DEMONSTRATION
    from motcua.journal.queries import installation

    found = installation()
    if found.begun_at is None:
        begin_installation(kind=DEMONSTRATION)
    elif not found.is_demonstration:
        raise Misuse(
            "This data folder holds a real installation; name another one for the demo: MOTCUA_DATA=folder"
        )
    prepare.carry_out([_PEOPLE])
    import_shipped()


def _announce() -> None:
    from django.conf import settings
    from django.db import connections

    from motcua.accounts.queries import demo_accounts

    accounts = demo_accounts(datetime.now(UTC))
    connections.close_all()  # the web server's process may be forked again
    tell(f"\nMột Cửa, the demo district, answers at {settings.ORIGIN}\n")
    if accounts:
        tell(f"Accounts, all with the password {accounts[0].password}")
    for account in accounts:
        tell(f"  {account.username:24} {account.full_name}, {account.role}, {account.unit}")
    tell("\nCtrl-C stops it.")
