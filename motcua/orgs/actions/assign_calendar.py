"""Say which working calendar a unit follows from a day on."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.events import UNIT_CALENDAR_ASSIGNED, of_unit
from motcua.orgs.locks import locked
from motcua.orgs.models import Unit, UnitCalendar
from motcua.worktime.models import Calendar


@transaction.atomic
def assign_calendar(
    *,
    unit: Unit,
    calendar: Calendar,
    valid_from: date,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> UnitCalendar:
    """`unit` follows `calendar` from the day `valid_from` on; the one before ends the day before.

    Dossiers keep the due dates they were given. Raises ValidationError, by field, when the unit does not
    exist then or the day is not after the first day of the calendar before.
    """
    unit = locked(unit)
    before = unit.calendars.order_by("valid_from").last()
    if not unit.holds_on(valid_from):
        raise ValidationError({"valid_from": _("Đơn vị không tồn tại vào ngày đó.")})
    if before is not None and valid_from <= before.valid_from:
        raise ValidationError({"valid_from": _("Ngày bắt đầu phải sau ngày bắt đầu của lịch hiện nay.")})
    if before is not None and (before.valid_to is None or before.valid_to >= valid_from):
        UnitCalendar.objects.filter(pk=before.pk).update(valid_to=valid_from - timedelta(days=1))
    row = UnitCalendar(unit=unit, calendar=calendar, valid_from=valid_from, valid_to=unit.valid_to)
    row.document = document
    row.full_clean()
    row.save()
    payload = {"calendar": calendar.code, "valid_from": valid_from, "document": document}
    record(
        subject=of_unit(unit.code), type=UNIT_CALENDAR_ASSIGNED, actor=actor, occurred_at=at, payload=payload
    )
    return row
