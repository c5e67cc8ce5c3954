"""Whoever stands at the window needs another one: the ticket waits in another group's line."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.calling import served_until
from motcua.queueing.events import TICKET_TRANSFERRED, of_ticket
from motcua.queueing.lifecycle import Act, Refusal, RefusedError, State, after
from motcua.queueing.locks import locked_ticket, state_of
from motcua.queueing.models import ServiceGroup, Ticket


@transaction.atomic
def transfer(*, ticket: Ticket, group: ServiceGroup, actor: Actor, at: datetime) -> Ticket:
    """The ticket in the line of `group`, with its number and by the time at which it was given out.

    Raises RefusedError unless it is at a window, and when the group is its own, closed or another hall's.
    """
    found = locked_ticket(ticket, at)
    state = after(state_of(found), Act.TRANSFER)
    if group.pk == found.group_id:
        raise RefusedError(Refusal.SAME_GROUP)
    if not group.open or group.hall_id != found.hall_id:
        raise RefusedError(Refusal.GROUP_CLOSED)
    payload = {"window": found.window.number, "from": found.group.letter, "to": group.letter}
    if state_of(found) is State.SERVING:
        found.served_for = served_until(found, at)
    found.state, found.group, found.window, found.began_at = state, group, None, None
    found.save(update_fields=["state", "group", "window", "began_at", "served_for"])
    record(subject=of_ticket(found.pk), type=TICKET_TRANSFERRED, actor=actor, occurred_at=at, payload=payload)
    return found
