"""Give an officer a position in a unit."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import OFFICER_APPOINTED, of_person
from motcua.accounts.models import Officer, Position
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.models import JobTitle, Unit


@transaction.atomic
def appoint_officer(
    *,
    officer: Officer,
    unit: Unit,
    title: JobTitle,
    valid_from: date,
    valid_to: date | None = None,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> Position:
    """The position, from `valid_from` until the end of `valid_to` (None: open).

    Raises ValidationError, by field, when the unit does not exist then, has no such title, or the officer
    holds the same position already.
    """
    if unit.kind not in title.kinds:
        raise ValidationError({"title": _("Loại đơn vị này không có chức danh đó.")})
    if not unit.holds_on(valid_from):
        raise ValidationError({"valid_from": _("Đơn vị không tồn tại vào ngày đó.")})
    position = Position(officer=officer, unit=unit, title=title, document=document)
    position.valid_from, position.valid_to = valid_from, valid_to
    position.full_clean()
    position.save()
    payload = {
        "position": position.pk,
        "unit": unit.code,
        "title": title.name,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "document": document,
    }
    record(
        subject=of_person(officer.pk), type=OFFICER_APPOINTED, actor=actor, occurred_at=at, payload=payload
    )
    return position
