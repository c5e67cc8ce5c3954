"""Give up a passkey."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import FACTOR_REMOVED, of_account
from motcua.accounts.factors import factors_of, give_up
from motcua.accounts.models import Passkey, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def remove_passkey(*, user: User, passkey: Passkey, actor: Actor, at: datetime) -> None:
    """`passkey` of `user` opens nothing any more; with the last factor the recovery codes go.

    Raises ValidationError when a role demands a second factor and this is the last.
    """
    User.objects.select_for_update().get(pk=user.pk)
    give_up(user, left=len(factors_of(user)) - 1, at=at)
    passkey.delete()
    payload = {"username": user.username, "factor": "passkey", "passkey": passkey.pk}
    record(subject=of_account(user.pk), type=FACTOR_REMOVED, actor=actor, occurred_at=at, payload=payload)
