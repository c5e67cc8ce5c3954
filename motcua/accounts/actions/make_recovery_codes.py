"""New recovery codes for an account; earlier ones work no more."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import RECOVERY_CODES_MADE, of_account
from motcua.accounts.factors import CODES, code_digest, factors_of, new_code
from motcua.accounts.models import RecoveryCode, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def make_recovery_codes(*, user: User, actor: Actor, at: datetime) -> list[str]:
    """The codes, which nobody can show again. Raises ValidationError when there is no factor to replace."""
    if not factors_of(user):
        raise ValidationError(_("Hãy bật xác minh hai bước trước khi tạo mã dự phòng."))
    codes = [new_code() for _number in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, digest=code_digest(user, code)) for code in codes]
    )
    payload = {"username": user.username, "count": len(codes)}
    record(
        subject=of_account(user.pk), type=RECOVERY_CODES_MADE, actor=actor, occurred_at=at, payload=payload
    )
    return codes
