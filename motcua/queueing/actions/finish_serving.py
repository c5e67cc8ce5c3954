"""Serving is over."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.calling import served_until
from motcua.queueing.events import SERVING_FINISHED, of_ticket
from motcua.queueing.lifecycle import Act, after
from motcua.queueing.locks import locked_ticket, state_of
from motcua.queueing.models import Ticket


@transaction.atomic
def finish_serving(*, ticket: Ticket, actor: Actor, at: datetime) -> Ticket:
    """The ticket, done. Raises RefusedError unless it is being served."""
    found = locked_ticket(ticket, at)
    found.state = after(state_of(found), Act.FINISH_SERVING)
    found.ended_at, found.served_for = max(at, found.began_at), served_until(found, at)
    found.save(update_fields=["state", "ended_at", "served_for"])
    record(
        subject=of_ticket(found.pk),
        type=SERVING_FINISHED,
        actor=actor,
        occurred_at=at,
        payload={"window": found.window.number},
    )
    return found
