"""An officer leaves the window."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import WINDOW_LEFT, of_hall
from motcua.queueing.locks import check_free, locked_window
from motcua.queueing.models import Window


@transaction.atomic
def leave_window(*, window: Window, actor: Actor, at: datetime) -> Window:
    """The window without anybody. Raises RefusedError while a ticket is there, or when nobody sits there."""
    found = locked_window(window)
    check_free(found, at)
    found.officer = found.taken_at = None
    found.save(update_fields=["officer", "taken_at"])
    record(
        subject=of_hall(found.hall.unit.code),
        type=WINDOW_LEFT,
        actor=actor,
        occurred_at=at,
        payload={"window": found.number},
    )
    return found
