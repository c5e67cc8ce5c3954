"""Make a service window, or change which groups it serves."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import WINDOW_SET, of_hall
from motcua.queueing.models import Hall, ServiceGroup, Window


@transaction.atomic
def set_window(
    *,
    hall: Hall,
    number: int,
    groups: Iterable[ServiceGroup],
    open: bool = True,
    window: Window | None = None,
    actor: Actor,
    at: datetime,
) -> Window:
    """The window; a new one when `window` is None. Hall and number of a window never change.

    Raises ValidationError, by field, when the number is taken or a group belongs to another hall.
    """
    row = window or Window(hall=hall, number=number)
    served = list(groups)
    if any(group.hall_id != row.hall_id for group in served):
        raise ValidationError({"groups": _("Chỉ chọn nhóm dịch vụ của chính phòng chờ này.")})
    row.open = open
    row.full_clean()
    row.save()
    row.groups.set(served)
    payload = {"number": row.number, "groups": sorted(group.letter for group in served), "open": open}
    record(subject=of_hall(row.hall.unit.code), type=WINDOW_SET, actor=actor, occurred_at=at, payload=payload)
    return row
