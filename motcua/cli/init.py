"""`motcua init`: begins a real installation."""

import os
import sys
from datetime import UTC, datetime

import click

from motcua.cli.common import Misuse, tell, with_database

_PASSWORD = "MOTCUA_ADMIN_PASSWORD"  # noqa: S105 (the name of a variable)


@click.command("init")
@click.option("--username", prompt="User name of the first administrator", help="For signing in.")
@click.option("--full-name", prompt="Full name", help="As shown on screens.")
@click.option(
    "--catalogue",
    type=click.Choice(["national"]),
    help="Also import the national catalogue that comes with the program.",
)
def command(username: str, full_name: str, catalogue: str | None) -> None:
    """Begin a real installation: prepare the database and make the first administrator.

    The password is asked for, or taken from MOTCUA_ADMIN_PASSWORD; it is never an argument. What is begun
    can't be begun again, nor become a demonstration. Example:
    motcua init --username admin --full-name "Nguyễn Thị Mai" --catalogue national
    """
    password = _password()
    with with_database():
        _refuse_second_time()
        _begin(username, full_name, password)
        if catalogue:
            _import_catalogue()
    tell("The installation has begun. Serve it with `motcua serve`.")


def _refuse_second_time() -> None:
    from motcua.journal.queries import installation

    found = installation()
    if found.begun_at:
        kind = "demonstration" if found.is_demonstration else "real installation"
        raise Misuse(f"This data folder holds a {kind} already, begun {found.begun_at:%Y-%m-%d}.")


def _password() -> str:
    given = os.environ.get(_PASSWORD)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Misuse(f"There is no terminal to ask for a password; put it into {_PASSWORD}.")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked


def _begin(username: str, full_name: str, password: str) -> None:
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from motcua.accounts.actions.create_user import create_user
    from motcua.journal.actions.begin_installation import begin_installation
    from motcua.journal.events import REAL, SYSTEM

    at = datetime.now(UTC)
    try:
        with transaction.atomic():
            begin_installation(kind=REAL)
            create_user(
                username=username,
                full_name=full_name,
                password=password,
                is_staff=True,
                is_superuser=True,
                actor=SYSTEM,
                at=at,
            )
    except ValidationError as refused:
        raise Misuse("\n".join(refused.messages)) from refused


def _import_catalogue() -> None:
    from motcua.cli.catalogue_import import import_shipped, summary

    tell("Importing the national catalogue ...")
    report = import_shipped()
    if report:
        tell(summary(report))
