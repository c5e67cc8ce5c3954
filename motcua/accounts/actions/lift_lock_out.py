"""Let somebody who mistyped too often try again at once."""

from datetime import datetime

from django.db import transaction

from motcua.accounts import lockout
from motcua.accounts.events import LOCK_LIFTED, of_account
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def lift_lock_out(*, user: User, actor: Actor, at: datetime) -> User:
    """Wrong passwords and codes of the account are forgotten; those of an address are not."""
    lockout.lift(user.username)
    payload = {"username": user.username}
    record(subject=of_account(user.pk), type=LOCK_LIFTED, actor=actor, occurred_at=at, payload=payload)
    return user
