"""Change what an account says of itself, and whether it sees the administration pages."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import USER_CHANGED, of_account
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc


@transaction.atomic
def change_user(
    *, user: User, full_name: str, email: str, is_staff: bool, is_superuser: bool, actor: Actor, at: datetime
) -> User:
    """The changed account. Raises ValidationError, by field."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.full_name, user.email = nfc(full_name), email
    user.is_staff, user.is_superuser = is_staff, is_superuser
    user.full_clean()
    user.save(update_fields=["full_name", "email", "is_staff", "is_superuser"])
    payload = {"full_name": user.full_name, "is_staff": is_staff, "is_superuser": is_superuser}
    record(subject=of_account(user.pk), type=USER_CHANGED, actor=actor, occurred_at=at, payload=payload)
    return user
