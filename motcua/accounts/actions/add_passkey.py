"""Take a passkey into use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import passkeys
from motcua.accounts.events import FACTOR_ENROLLED, of_account
from motcua.accounts.models import Passkey, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc


@transaction.atomic
def add_passkey(
    *,
    user: User,
    name: str,
    door: passkeys.Door,
    state: passkeys.State,
    answer: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Passkey:
    """The passkey that the browser made, called `name` by its owner.

    `state` is what `passkeys.ask_for_new` gave, `answer` what the browser sent. Raises ValidationError when
    they do not belong together.
    """
    try:
        credential_id, credential, counter = passkeys.made(door, state, answer)
    except passkeys.WrongAnswerError as error:
        raise ValidationError(_("Chưa tạo được khóa truy cập. Hãy thử lại.")) from error
    key = Passkey(user=user, name=nfc(name), credential_id=credential_id, credential=credential)
    key.counter, key.added_at = counter, at
    key.full_clean()
    key.save()
    payload = {"username": user.username, "factor": "passkey", "passkey": key.pk}
    record(subject=of_account(user.pk), type=FACTOR_ENROLLED, actor=actor, occurred_at=at, payload=payload)
    return key
