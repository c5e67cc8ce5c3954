"""Whoever was called has not come."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import TICKET_SKIPPED, of_ticket
from motcua.queueing.lifecycle import Act, after
from motcua.queueing.locks import locked_ticket, state_of
from motcua.queueing.models import Ticket


@transaction.atomic
def skip(*, ticket: Ticket, actor: Actor, at: datetime) -> Ticket:
    """The ticket, passed over; it may be recalled for some calls. Raises RefusedError unless it is called."""
    found = locked_ticket(ticket, at)
    found.state, found.skipped_at = after(state_of(found), Act.SKIP), at
    found.save(update_fields=["state", "skipped_at"])
    record(
        subject=of_ticket(found.pk),
        type=TICKET_SKIPPED,
        actor=actor,
        occurred_at=at,
        payload={"window": found.window.number},
    )
    return found
