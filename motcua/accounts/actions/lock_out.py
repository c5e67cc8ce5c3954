"""Too many wrong passwords or codes: nobody signs in to the account for a while."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import LOCKED_OUT, of_account
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def lock_out(*, user: User, until: datetime, actor: Actor, at: datetime) -> None:
    """That `motcua.accounts.lockout` keeps the account shut until `until`; who is inside stays inside."""
    payload = {"username": user.username, "until": until}
    record(subject=of_account(user.pk), type=LOCKED_OUT, actor=actor, occurred_at=at, payload=payload)
