"""Found a unit: it exists from a day on, with its name and its place in the tree."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.events import UNIT_FOUNDED, of_unit
from motcua.orgs.locks import lock_tree
from motcua.orgs.models import Mark, Unit, UnitName, UnitParent


@transaction.atomic
def found_unit(
    *,
    code: str,
    kind: str,
    level: str,
    name: str,
    short_name: str = "",
    gso_code: str = "",
    parent: Unit | None,
    valid_from: date,
    document: str = "",
    mark: str = Mark.ENTERED,
    source: str = "",
    actor: Actor,
    at: datetime,
) -> Unit:
    """The new unit, existing from the day `valid_from` on, below `parent` (None: a top of the tree).

    Raises ValidationError, by field, when a code is taken or the parent does not exist then.
    """
    lock_tree()
    unit = Unit(code=code, kind=kind, level=level, name=name, short_name=short_name or name[:80])
    unit.gso_code, unit.mark, unit.source, unit.valid_from = gso_code, mark, source, valid_from
    unit.full_clean()
    if parent is not None and not parent.holds_on(valid_from):
        raise ValidationError({"parent": _("Đơn vị cấp trên không tồn tại vào ngày đó.")})
    unit.save()
    UnitName.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, valid_from=valid_from, document=document
    )
    if parent is not None:
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=valid_from, document=document)
    payload = {
        "kind": kind,
        "level": level,
        "name": unit.name,
        "short_name": unit.short_name,
        "gso_code": gso_code,
        "parent": parent.code if parent else None,
        "valid_from": valid_from,
        "document": document,
        "mark": mark,
        "source": source,
    }
    record(subject=of_unit(code), type=UNIT_FOUNDED, actor=actor, occurred_at=at, payload=payload)
    return unit
