"""Sign in with a code from paper, because the phone is not at hand."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import RECOVERY_CODE_USED, of_account
from motcua.accounts.factors import code_digest
from motcua.accounts.models import RecoveryCode, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def use_recovery_code(*, user: User, code: str, actor: Actor, at: datetime) -> bool:
    """Whether `code` was one of the unused codes of `user`; it is used up then."""
    rows = RecoveryCode.objects.filter(user=user, digest=code_digest(user, code), used_at=None)
    if not rows.update(used_at=at):
        return False
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    payload = {"username": user.username, "left": left}
    record(subject=of_account(user.pk), type=RECOVERY_CODE_USED, actor=actor, occurred_at=at, payload=payload)
    return True
