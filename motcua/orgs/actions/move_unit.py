"""Put a unit under another one from a day on."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.events import UNIT_MOVED, of_unit
from motcua.orgs.locks import lock_tree, locked
from motcua.orgs.models import Unit, UnitParent
from motcua.orgs.queries import with_ancestors


@transaction.atomic
def move_unit(
    *, unit: Unit, parent: Unit | None, on: date, document: str = "", actor: Actor, at: datetime
) -> Unit:
    """`unit` stands under `parent` from the day `on` (None: at the top of the tree).

    Raises ValidationError, by field, when one of them does not exist then, when `unit` would stand below
    itself, or when `on` is not after the day from which it stands where it stands.
    """
    lock_tree()
    unit = locked(unit)
    last = unit.parents.order_by("valid_from").last()
    _check(unit, parent, last, on)
    if last is not None and (last.valid_to is None or last.valid_to >= on):
        UnitParent.objects.filter(pk=last.pk).update(valid_to=on - timedelta(days=1))
    if parent is not None:
        UnitParent.objects.create(
            unit=unit, parent=parent, valid_from=on, valid_to=unit.valid_to, document=document
        )
    payload = {
        "from": last.parent.code if last else None,
        "parent": parent.code if parent else None,
        "on": on,
        "document": document,
    }
    record(subject=of_unit(unit.code), type=UNIT_MOVED, actor=actor, occurred_at=at, payload=payload)
    return unit


def _check(unit: Unit, parent: Unit | None, last: UnitParent | None, on: date) -> None:
    if not unit.holds_on(on):
        raise ValidationError({"on": _("Đơn vị không tồn tại vào ngày đó.")})
    if last is not None and on <= last.valid_from:
        raise ValidationError({"on": _("Ngày chuyển phải sau ngày bắt đầu trực thuộc đơn vị hiện nay.")})
    if parent is None:
        return
    if not parent.holds_on(on):
        raise ValidationError({"parent": _("Đơn vị cấp trên không tồn tại vào ngày đó.")})
    # The places after `on` matter too, but only the last one can lie there: a move goes after all others.
    if any(unit in with_ancestors(parent, day) for day in _days_to_watch(parent, on)):
        raise ValidationError({"parent": _("Đơn vị này đang trực thuộc chính đơn vị cần chuyển.")})


def _days_to_watch(parent: Unit, on: date) -> list[date]:
    """`on` and every later day on which anything moves: the tree is constant between them."""
    later = UnitParent.objects.filter(valid_from__gt=on).values_list("valid_from", flat=True)
    return [on, *sorted(set(later))]
