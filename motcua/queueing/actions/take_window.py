"""An officer sits down at a window."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import WINDOW_TAKEN, of_hall
from motcua.queueing.lifecycle import Refusal, RefusedError
from motcua.queueing.locks import check_free
from motcua.queueing.models import Window


@transaction.atomic
def take_window(*, window: Window, officer: User, actor: Actor, at: datetime) -> Window:
    """The window, at which `officer` sits from `at` on; whoever sat there, and where he sat before, is free.

    Raises RefusedError while a ticket is at one of the two windows, or when the window is not in use.
    """
    places = Window.objects.select_for_update(of=("self",)).select_related("hall__unit").order_by("pk")
    rows = list(places.filter(Q(officer=officer) | Q(pk=window.pk)))
    found = next(one for one in rows if one.pk == window.pk)
    if not found.open:
        raise RefusedError(Refusal.WINDOW_EMPTY)
    left = [one for one in rows if one != found]
    for one in rows:
        check_free(one, at)
    for one in left:
        one.officer = one.taken_at = None
        one.save(update_fields=["officer", "taken_at"])
    found.officer, found.taken_at = officer, at
    found.save(update_fields=["officer", "taken_at"])
    record(
        subject=of_hall(found.hall.unit.code),
        type=WINDOW_TAKEN,
        actor=actor,
        occurred_at=at,
        payload={"window": found.number, "left": sorted(one.number for one in left)},
    )
    return found
