"""Call a number once more: the one at the window, or one that was skipped a few calls ago."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing import policies, queries
from motcua.queueing.calling import call
from motcua.queueing.events import TICKET_CALLED_AGAIN, of_ticket
from motcua.queueing.lifecycle import Act, Refusal, RefusedError, State, after
from motcua.queueing.locks import check_free, locked_hall, locked_ticket, locked_window, state_of
from motcua.queueing.models import Ticket, Window


@transaction.atomic
def recall(*, ticket: Ticket, window: Window, actor: Actor, at: datetime) -> Ticket:
    """The ticket, called to `window` again.

    Raises RefusedError when it is at another window, when a skipped one comes too late (policies.may_return)
    or finds another ticket at the window.
    """
    locked_hall(window.hall)
    place = locked_window(window)
    found = locked_ticket(ticket, at)
    after(state_of(found), Act.RECALL)
    if state_of(found) is State.SKIPPED:
        check_free(place, at)
        if not policies.may_return(queries.calls_since_skipped(found), found.hall.return_within):
            raise RefusedError(Refusal.TOO_LATE)
    elif found.window_id != place.pk:
        raise RefusedError(Refusal.NOT_POSSIBLE)
    call(found, place, at, again=True)
    record(
        subject=of_ticket(found.pk),
        type=TICKET_CALLED_AGAIN,
        actor=actor,
        occurred_at=at,
        payload={"window": place.number, "group": found.group.letter},
    )
    return found
