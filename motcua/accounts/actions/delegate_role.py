"""An officer lets another exercise one of his own roles for a time."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import ROLE_DELEGATED, of_person
from motcua.accounts.models import Delegation, Officer
from motcua.accounts.permissions import GRANTS, Permission, Role
from motcua.accounts.queries import holds_throughout, in_service, not_past
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.models import Unit


@transaction.atomic
def delegate_role(
    *,
    from_officer: Officer,
    to_officer: Officer,
    role: Role,
    unit: Unit,
    permissions: Sequence[Permission] = (),
    from_at: datetime,
    to_at: datetime,
    document: str,
    actor: Actor,
    at: datetime,
) -> Delegation:
    """The delegation of `role` in `unit` (or of some of its `permissions`) over [from_at, to_at).

    Raises ValidationError, by field: when the giver does not hold the role himself all that time (so nothing
    delegated goes further), when the taker is not in service, when it begins in the past, has no end or no
    document, or when the same role is delegated already in that time.
    """
    # The giver's row stands for what he gives away: two delegations at once wait for each other here.
    Officer.objects.select_for_update(of=("self",)).get(pk=from_officer.pk)
    row = Delegation(
        from_officer=from_officer,
        to_officer=to_officer,
        role=role,
        unit=unit,
        permissions=sorted(str(p) for p in permissions),
        from_at=from_at,
        to_at=to_at,
        document=document,
    )
    row.full_clean()
    _check(row, at)
    row.save()
    payload = {
        "delegation": row.pk,
        "to": to_officer.pk,
        "to_name": to_officer.full_name,
        "role": str(role),
        "unit": unit.code,
        "permissions": row.permissions,
        "from_at": from_at,
        "to_at": to_at,
        "document": document,
    }
    record(
        subject=of_person(from_officer.pk), type=ROLE_DELEGATED, actor=actor, occurred_at=at, payload=payload
    )
    return row


def _check(row: Delegation, at: datetime) -> None:
    if not not_past(row.from_at, at):
        raise ValidationError({"from_at": _("Không ghi lùi thời điểm bắt đầu ủy quyền.")})
    if not holds_throughout(row.from_officer, row.role, row.unit, row.from_at, row.to_at):
        message = _("Người ủy quyền không tự mình giữ vai trò này tại đơn vị trong suốt thời gian đó.")
        raise ValidationError({"role": message})
    if not in_service(row.to_officer, row.from_at):
        raise ValidationError({"to_officer": _("Người được ủy quyền không giữ chức vụ nào vào lúc đó.")})
    if not set(row.permissions) <= {str(p) for p in GRANTS[Role(row.role)]}:
        raise ValidationError({"permissions": _("Có quyền không thuộc vai trò được ủy quyền.")})
