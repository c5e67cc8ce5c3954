"""Whoever was called has come: serving begins."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import SERVING_BEGUN, of_ticket
from motcua.queueing.lifecycle import Act, after
from motcua.queueing.locks import locked_ticket, state_of
from motcua.queueing.models import Ticket


@transaction.atomic
def begin_serving(*, ticket: Ticket, actor: Actor, at: datetime) -> Ticket:
    """The ticket, served from `at` on. Raises RefusedError unless it is called."""
    found = locked_ticket(ticket, at)
    found.state, found.began_at = after(state_of(found), Act.BEGIN_SERVING), at
    found.save(update_fields=["state", "began_at"])
    record(
        subject=of_ticket(found.pk),
        type=SERVING_BEGUN,
        actor=actor,
        occurred_at=at,
        payload={"window": found.window.number},
    )
    return found
