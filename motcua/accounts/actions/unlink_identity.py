"""The shared sign-in opens an account no more."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import IDENTITY_UNLINKED, of_account
from motcua.accounts.models import LinkedIdentity, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def unlink_identity(*, user: User, actor: Actor, at: datetime) -> User:
    """The account without a link; who is signed in stays so. Raises ValidationError when there was none."""
    link = LinkedIdentity.objects.filter(user=user).first()
    if link is None:
        raise ValidationError(_("Tài khoản này không gắn với nơi đăng nhập chung."))
    link.delete()
    payload = {"username": user.username, "issuer": link.issuer}
    record(subject=of_account(user.pk), type=IDENTITY_UNLINKED, actor=actor, occurred_at=at, payload=payload)
    return user
