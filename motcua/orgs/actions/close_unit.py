"""Close a unit, with all units below it if so wanted: it stays in the tree of the days before."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record_many
from motcua.journal.events import Actor, Entry
from motcua.orgs.events import UNIT_CLOSED, of_unit
from motcua.orgs.locks import lock_tree
from motcua.orgs.models import Unit, UnitParent
from motcua.orgs.queries import below


@transaction.atomic
def close_unit(
    *,
    unit: Unit,
    last_day: date,
    with_units_below: bool = False,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> list[Unit]:
    """The units that exist until the end of `last_day` from now on: `unit`, and those below it when asked.

    Raises ValidationError, by field, when it is closed already, when units stand below it and are not to be
    closed too, or when one of them was founded or moved there later.
    """
    lock_tree()
    # Who stands there on the day after: a unit that moves elsewhere on that day lives on.
    closing = list(below(unit, last_day + timedelta(days=1)).select_for_update())
    _check(unit, closing, last_day, with_units_below)
    for closed in closing:
        _end(closed, last_day)
    record_many(
        entries=[
            Entry(
                of_unit(c.code),
                UNIT_CLOSED,
                actor,
                at,
                {"last_day": last_day, "with": unit.code, "document": document},
            )
            for c in closing
        ]
    )
    return closing


def _check(unit: Unit, closing: list[Unit], last_day: date, with_units_below: bool) -> None:
    if unit.valid_to is not None:
        raise ValidationError({"last_day": _("Đơn vị đã kết thúc hoạt động.")})
    if unit.valid_from > last_day:
        raise ValidationError({"last_day": _("Đơn vị chưa được thành lập vào ngày đó.")})
    others = [u.short_name for u in closing if u != unit]
    if others and not with_units_below:
        message = _("Còn đơn vị trực thuộc: %(names)s. Hãy chuyển hoặc kết thúc các đơn vị đó trước.")
        raise ValidationError({"unit": message % {"names": ", ".join(others)}})
    later = UnitParent.objects.filter(Q(parent__in=closing) | Q(unit__in=closing), valid_from__gt=last_day)
    if names := sorted(later.values_list("unit__short_name", flat=True).distinct()):
        message = _("Sau ngày đó còn thay đổi đã ghi của: %(names)s.")
        raise ValidationError({"last_day": message % {"names": ", ".join(names)}})


def _end(unit: Unit, last_day: date) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=last_day)
    for rows in (unit.names, unit.parents, unit.identifiers, unit.calendars):
        rows.filter(Q(valid_to=None) | Q(valid_to__gt=last_day)).update(valid_to=last_day)
    unit.valid_to = last_day
