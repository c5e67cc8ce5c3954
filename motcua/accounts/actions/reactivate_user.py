"""Switch an account on again."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import USER_REACTIVATED, of_account
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def reactivate_user(*, user: User, reason: str, actor: Actor, at: datetime) -> User:
    """The account may again what its roles give it."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = True
    user.save(update_fields=["is_active"])
    payload = {"username": user.username, "reason": reason}
    record(subject=of_account(user.pk), type=USER_REACTIVATED, actor=actor, occurred_at=at, payload=payload)
    return user
