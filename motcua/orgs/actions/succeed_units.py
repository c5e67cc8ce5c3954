"""A reform: units end, and others carry on their work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record_many
from motcua.journal.events import Actor, Entry
from motcua.orgs.actions.close_unit import close_unit
from motcua.orgs.events import UNIT_SUCCEEDED, of_unit
from motcua.orgs.locks import lock_tree
from motcua.orgs.models import Mark, Succession, Unit


@transaction.atomic
def succeed_units(
    *,
    predecessors: Sequence[Unit],
    successors: Sequence[Unit],
    on: date,
    document: str = "",
    mark: str = Mark.ENTERED,
    actor: Actor,
    at: datetime,
) -> list[Succession]:
    """From the day `on`, each of `successors` carries on the work of each of `predecessors`.

    Predecessors that still exist then are closed with all units below them the day before. Raises
    ValidationError, by field, when a successor does not exist then or a predecessor was closed earlier.
    """
    lock_tree()
    _check(predecessors, successors, on)
    rows = [
        Succession(predecessor=old, successor=new, on=on, document=document, mark=mark)
        for old in predecessors
        for new in successors
    ]
    for row in rows:
        row.full_clean()
        row.save()
    codes = {"successors": [new.code for new in successors], "on": on, "document": document, "mark": mark}
    record_many(entries=[Entry(of_unit(old.code), UNIT_SUCCEEDED, actor, at, codes) for old in predecessors])
    for old in predecessors:
        old.refresh_from_db()
        if old.valid_to is None:
            close_unit(
                unit=old,
                last_day=on - timedelta(days=1),
                with_units_below=True,
                document=document,
                actor=actor,
                at=at,
            )
    return rows


def _check(predecessors: Sequence[Unit], successors: Sequence[Unit], on: date) -> None:
    if missing := [new.short_name for new in successors if not new.holds_on(on)]:
        message = _("Đơn vị kế thừa không tồn tại vào ngày đó: %(names)s.")
        raise ValidationError({"successors": message % {"names": ", ".join(missing)}})
    before = on - timedelta(days=1)
    if gone := [old.short_name for old in predecessors if not old.holds_on(before)]:
        message = _("Đơn vị cũ không tồn tại đến hết ngày trước đó: %(names)s.")
        raise ValidationError({"predecessors": message % {"names": ", ".join(gone)}})
