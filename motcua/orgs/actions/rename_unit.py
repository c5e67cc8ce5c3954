"""Give a unit another name from a day on; the earlier name stays with its days."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs.events import UNIT_RENAMED, of_unit
from motcua.orgs.locks import locked
from motcua.orgs.models import Unit, UnitName


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    name: str,
    short_name: str = "",
    on: date,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> Unit:
    """`unit` bears `name` from the day `on`, not in the future: `unit.name` is the name in force.

    Raises ValidationError, by field, when the day is not after the first day of the present name.
    """
    unit = locked(unit)
    present = unit.names.latest("valid_from")
    _check_day(unit, present, on, at)
    before = unit.name
    UnitName.objects.filter(pk=present.pk).update(valid_to=on - timedelta(days=1))
    unit.name, unit.short_name = name, short_name or name[:80]
    unit.full_clean()
    unit.save()
    UnitName.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, valid_from=on, document=document
    )
    payload = {"from": before, "name": unit.name, "short_name": unit.short_name, "on": on}
    record(
        subject=of_unit(unit.code),
        type=UNIT_RENAMED,
        actor=actor,
        occurred_at=at,
        payload={**payload, "document": document},
    )
    return unit


def _check_day(unit: Unit, present: UnitName, on: date, at: datetime) -> None:
    if on > at.astimezone(LOCAL).date():
        raise ValidationError({"on": _("Ngày đổi tên còn ở tương lai; hãy ghi từ ngày tên mới có hiệu lực.")})
    if on <= present.valid_from:
        raise ValidationError({"on": _("Ngày đổi tên phải sau ngày bắt đầu của tên hiện nay.")})
    if not unit.holds_on(on):
        raise ValidationError({"on": _("Đơn vị không còn tồn tại vào ngày đó.")})
