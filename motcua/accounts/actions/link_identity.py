"""Say which person of the shared sign-in an account belongs to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import IDENTITY_LINKED, of_account
from motcua.accounts.models import LinkedIdentity, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc


@transaction.atomic
def link_identity(*, user: User, issuer: str, name: str, actor: Actor, at: datetime) -> User:
    """`name` at the provider `issuer` opens the account, and what opened it before does not.

    The event does not hold the name, which is an e-mail address as a rule. Raises ValidationError at
    `identity` when it is empty or opens another account.
    """
    if not issuer:
        raise ValidationError({"identity": _("Hệ thống này chưa có nơi đăng nhập chung.")})
    LinkedIdentity.objects.filter(user=user).delete()
    link = LinkedIdentity(user=user, issuer=issuer, name=nfc(name.strip()).lower())
    try:
        link.full_clean()
    except ValidationError as refused:
        raise ValidationError({"identity": refused.messages}) from refused
    link.save()
    payload = {"username": user.username, "issuer": issuer}
    record(subject=of_account(user.pk), type=IDENTITY_LINKED, actor=actor, occurred_at=at, payload=payload)
    return user
