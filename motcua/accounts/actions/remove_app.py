"""Give up the authenticator app."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import FACTOR_REMOVED, of_account
from motcua.accounts.factors import factors_of, give_up
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def remove_app(*, user: User, actor: Actor, at: datetime) -> None:
    """Signing in asks for no code of an app any more; with the last factor the recovery codes go.

    Raises ValidationError when there is none, or when a role demands a second factor and this is the last.
    """
    User.objects.select_for_update().get(pk=user.pk)
    factors = factors_of(user)
    if factors.app is None:
        raise ValidationError(_("Tài khoản không có ứng dụng xác thực."))
    give_up(user, left=len(factors) - 1, at=at)
    factors.app.delete()
    payload = {"username": user.username, "factor": "app"}
    record(subject=of_account(user.pk), type=FACTOR_REMOVED, actor=actor, occurred_at=at, payload=payload)
