"""What every call does: the ticket stands at the window, and the hall hears it."""

from datetime import datetime, timedelta

from django.db.models import Max

from motcua.queueing.lifecycle import State
from motcua.queueing.models import Call, Ticket, Window


def call(ticket: Ticket, window: Window, at: datetime, *, again: bool) -> None:
    """Write that the locked `ticket` is called to the locked `window`; the hall is locked too."""
    ticket.state, ticket.window, ticket.called_at = State.CALLED, window, at
    ticket.first_called_at = ticket.first_called_at or at
    ticket.save(update_fields=["state", "window", "called_at", "first_called_at"])
    last = Call.objects.filter(hall=ticket.hall_id).aggregate(last=Max("number"))["last"] or 0
    Call.objects.create(
        ticket=ticket,
        hall_id=ticket.hall_id,
        group_id=ticket.group_id,
        window=window,
        number=last + 1,
        at=at,
        again=again,
    )


def served_until(ticket: Ticket, at: datetime) -> timedelta:
    """The time served at all windows, if the present one ends at `at`."""
    served = max(at - ticket.began_at, timedelta())
    return served + (ticket.served_for or timedelta())
