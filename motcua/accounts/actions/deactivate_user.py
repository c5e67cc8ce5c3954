"""Switch an account off: nobody signs in with it, and it may nothing from this moment on."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import USER_DEACTIVATED, of_account
from motcua.accounts.models import User, Visit
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def deactivate_user(*, user: User, reason: str, actor: Actor, at: datetime) -> User:
    """The account has no right any more, and whoever is signed in with it is out."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Visit.objects.filter(user=user).delete()
    payload = {"username": user.username, "reason": reason}
    record(subject=of_account(user.pk), type=USER_DEACTIVATED, actor=actor, occurred_at=at, payload=payload)
    return user
