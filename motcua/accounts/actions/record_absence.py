"""An officer is away for a time, and another does his daily work."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import ABSENCE_RECORDED, of_person
from motcua.accounts.models import AbsenceSubstitution, Officer
from motcua.accounts.queries import in_service, not_past
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def record_absence(
    *,
    absent: Officer,
    substitute: Officer,
    from_at: datetime,
    to_at: datetime,
    reason: str = "",
    document: str = "",
    actor: Actor,
    at: datetime,
) -> AbsenceSubstitution:
    """The absence over [from_at, to_at) with its substitute.

    Raises ValidationError, by field: when it begins in the past or overlaps another absence, when the
    substitute is himself away or not in service, or when the absent officer is somebody's substitute then.
    """
    # Both rows in one order, so that two people naming each other at once do not both succeed.
    people = Officer.objects.filter(pk__in=(absent.pk, substitute.pk)).order_by("pk")
    list(people.select_for_update(of=("self",)))
    row = AbsenceSubstitution(absent=absent, substitute=substitute, reason=reason, document=document)
    row.from_at, row.to_at = from_at, to_at
    row.full_clean()
    _check(row, at)
    row.save()
    payload = {
        "absence": row.pk,
        "substitute": substitute.pk,
        "substitute_name": substitute.full_name,
        "from_at": from_at,
        "to_at": to_at,
        "document": document,
    }
    record(subject=of_person(absent.pk), type=ABSENCE_RECORDED, actor=actor, occurred_at=at, payload=payload)
    return row


def _check(row: AbsenceSubstitution, at: datetime) -> None:
    if not not_past(row.from_at, at):
        raise ValidationError({"from_at": _("Không ghi lùi thời điểm bắt đầu vắng mặt.")})
    if not in_service(row.substitute, row.from_at):
        raise ValidationError({"substitute": _("Người thay thế không giữ chức vụ nào vào lúc đó.")})
    then = AbsenceSubstitution.objects.filter(from_at__lt=row.to_at, to_at__gt=row.from_at)
    if then.filter(absent=row.substitute).exists():
        raise ValidationError({"substitute": _("Người thay thế cũng vắng mặt trong thời gian đó.")})
    if then.filter(substitute=row.absent).exists():
        message = _("Người này đang thay thế người khác trong thời gian đó; hãy chọn người khác thay trước.")
        raise ValidationError({"absent": message})
