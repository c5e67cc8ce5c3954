"""Give the holder of a position a role in a unit."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import ROLE_GIVEN, of_person
from motcua.accounts.models import Position, RoleHolding
from motcua.accounts.permissions import RECEIVING, Role
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit


@transaction.atomic
def give_role(
    *,
    position: Position,
    role: Role,
    unit: Unit,
    from_at: datetime,
    to_at: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> RoleHolding:
    """The role, in force from `from_at` until `to_at` and not longer than the position.

    Raises ValidationError, by field, when the unit does not exist then, receives no dossiers although the
    role is one of reception, or the role is held already.
    """
    if not unit.holds_on(from_at.astimezone(LOCAL).date()):
        raise ValidationError({"unit": _("Đơn vị không tồn tại vào ngày đó.")})
    if role in RECEIVING and not unit.receives:
        raise ValidationError({"unit": _("Vai trò này chỉ có ở Bộ phận Một cửa hoặc Trung tâm.")})
    holding = RoleHolding(position=position, role=role, unit=unit, from_at=from_at, to_at=to_at)
    holding.full_clean()
    holding.save()
    payload = {
        "holding": holding.pk,
        "position": position.pk,
        "role": str(role),
        "unit": unit.code,
        "from_at": from_at,
        "to_at": to_at,
    }
    record(
        subject=of_person(position.officer_id), type=ROLE_GIVEN, actor=actor, occurred_at=at, payload=payload
    )
    return holding
