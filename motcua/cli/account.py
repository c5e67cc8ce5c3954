"""`motcua account`: help for accounts when nobody can sign in to the administration pages."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from motcua.cli.common import Misuse, tell, with_database

if TYPE_CHECKING:
    from motcua.accounts.models import User


@click.group("account")
def group() -> None:
    """Accounts that cannot sign in: lift a lock-out, take away a lost second factor.

    What is done here is journaled as the system's own act. Where an administrator can sign in, the
    administration pages do the same and say who did it.
    """


@group.command("unlock")
@click.argument("username")
@with_database()
def unlock(username: str) -> None:
    """Let USERNAME try again at once after too many wrong passwords or codes.

    Example: motcua account unlock quantri
    """
    from motcua.accounts.actions.lift_lock_out import lift_lock_out
    from motcua.journal.events import SYSTEM

    lift_lock_out(user=_user(username), actor=SYSTEM, at=datetime.now(UTC))
    tell(f"{username} may try again.")


@group.command("reset-factors")
@click.argument("username")
@click.option("--reason", required=True, help="Why, for the journal, e.g. 'lost the phone'.")
@with_database()
def reset(username: str, reason: str) -> None:
    """Take the second factors from USERNAME, who signs in with the password and sets up new ones.

    Example: motcua account reset-factors quantri --reason "mất điện thoại"
    """
    from django.core.exceptions import ValidationError

    from motcua.accounts.actions.reset_factors import reset_factors
    from motcua.journal.events import SYSTEM

    try:
        reset_factors(user=_user(username), reason=reason, actor=SYSTEM, at=datetime.now(UTC))
    except ValidationError as refused:
        raise Misuse("\n".join(refused.messages)) from refused
    tell(f"{username} signs in with the password alone now, and is signed out everywhere.")


def _user(username: str) -> "User":
    from motcua.accounts.models import User
    from motcua.lib.text import nfc

    found = User.objects.filter(username=nfc(username).lower()).first()
    if found is None:
        raise Misuse(f"There is no account {username!r}.")
    return found
