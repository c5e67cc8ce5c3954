"""Make an account; what it may do comes from the roles of its officer."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from motcua.accounts.events import USER_CREATED, of_account
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    password: str | None,
    email: str = "",
    is_staff: bool = False,
    is_superuser: bool = False,
    actor: Actor,
    at: datetime,
) -> User:
    """The new account; without `password` nobody can sign in with one.

    Raises ValidationError, by field, when the name is taken or the password is too weak.
    """
    user = User(username=nfc(username).lower(), full_name=nfc(full_name), email=email)
    user.is_staff, user.is_superuser = is_staff, is_superuser
    if password is not None:
        _check(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    payload = {
        "username": user.username,
        "full_name": user.full_name,
        "is_staff": is_staff,
        "is_superuser": is_superuser,
    }
    record(subject=of_account(user.pk), type=USER_CREATED, actor=actor, occurred_at=at, payload=payload)
    return user


def _check(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise ValidationError({"password": refused.error_list}) from refused
