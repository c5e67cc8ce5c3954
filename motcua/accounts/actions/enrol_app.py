"""Take an authenticator app into use."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import totp
from motcua.accounts.events import FACTOR_ENROLLED, of_account
from motcua.accounts.models import AuthenticatorApp, User
from motcua.accounts.sealing import seal
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def enrol_app(*, user: User, secret: bytes, code: str, actor: Actor, at: datetime) -> AuthenticatorApp:
    """The app that holds `secret`, instead of an earlier one.

    `code` is what it shows now. Raises ValidationError at `code` when it is not that.
    """
    step = totp.matching_step(secret, code, at)
    if step is None:
        message = _(
            "Mã không đúng. Hãy gõ mã đang hiện trong ứng dụng, và xem giờ của điện thoại có đúng không."
        )
        raise ValidationError({"code": message})
    app, _made = AuthenticatorApp.objects.update_or_create(
        user=user, defaults={"sealed_secret": seal(secret, user.pk), "last_step": step, "added_at": at}
    )
    payload = {"username": user.username, "factor": "app"}
    record(subject=of_account(user.pk), type=FACTOR_ENROLLED, actor=actor, occurred_at=at, payload=payload)
    return app
