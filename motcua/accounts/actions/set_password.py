"""Give an account a new password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from motcua.accounts.events import PASSWORD_SET, of_account
from motcua.accounts.models import User, Visit
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def set_password(*, user: User, password: str, actor: Actor, at: datetime) -> User:
    """Whoever is signed in with the old password is out.

    Raises ValidationError at `password` when it is too weak.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise ValidationError({"password": refused.error_list}) from refused
    user.set_password(password)
    user.save(update_fields=["password"])
    Visit.objects.filter(user=user).delete()
    record(subject=of_account(user.pk), type=PASSWORD_SET, actor=actor, occurred_at=at)
    return user
