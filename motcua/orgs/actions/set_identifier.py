"""Say which electronic identifier an agency bears from a day on."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.events import UNIT_IDENTIFIER_SET, of_unit
from motcua.orgs.locks import locked
from motcua.orgs.models import AgencyIdentifier, Unit


@transaction.atomic
def set_identifier(
    *,
    unit: Unit,
    scheme: str,
    value: str,
    valid_from: date,
    verified: bool = False,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> AgencyIdentifier:
    """`unit` bears `value` in `scheme` from the day `valid_from`; the identifier before ends the day before.

    Raises ValidationError, by field, when the value has not the form of the scheme, is another unit's, or the
    day is not after the first day of the identifier before.
    """
    unit = locked(unit)
    before = unit.identifiers.filter(scheme=scheme).order_by("valid_from").last()
    if before is not None and valid_from <= before.valid_from:
        raise ValidationError({"valid_from": _("Ngày bắt đầu phải sau ngày bắt đầu của mã hiện nay.")})
    if before is not None and (before.valid_to is None or before.valid_to >= valid_from):
        AgencyIdentifier.objects.filter(pk=before.pk).update(valid_to=valid_from - timedelta(days=1))
    row = AgencyIdentifier(
        unit=unit,
        scheme=scheme,
        value=value,
        valid_from=valid_from,
        valid_to=unit.valid_to,
        verified=verified,
        document=document,
    )
    row.full_clean()
    row.save()
    payload = {
        "scheme": scheme,
        "value": value,
        "valid_from": valid_from,
        "verified": verified,
        "document": document,
    }
    record(subject=of_unit(unit.code), type=UNIT_IDENTIFIER_SET, actor=actor, occurred_at=at, payload=payload)
    return row
