"""Somebody has lost what he signs in with: take it all from the account, so that he sets it up anew."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import FACTORS_RESET, of_account
from motcua.accounts.factors import factors_of
from motcua.accounts.models import AuthenticatorApp, Passkey, RecoveryCode, User, Visit
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def reset_factors(*, user: User, reason: str, actor: Actor, at: datetime) -> User:
    """The account has its password alone, and nobody is signed in with it: the lost thing may be in use.

    Raises ValidationError when there is nothing to reset, and at `reason` when none is told.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do, ví dụ: mất điện thoại.")})
    if not factors_of(user):
        raise ValidationError(_("Tài khoản này chưa bật xác minh hai bước."))
    for what in (AuthenticatorApp, Passkey, RecoveryCode, Visit):
        what.objects.filter(user=user).delete()
    payload = {"username": user.username, "reason": reason}
    record(subject=of_account(user.pk), type=FACTORS_RESET, actor=actor, occurred_at=at, payload=payload)
    return user
