"""Call whoever is next to a window."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing import queries
from motcua.queueing.calling import call
from motcua.queueing.events import TICKET_CALLED, of_ticket
from motcua.queueing.lifecycle import IN_LINE, Act, Refusal, RefusedError, after
from motcua.queueing.locks import check_free, locked_hall, locked_window, state_of
from motcua.queueing.models import Hall, Ticket, Window


@transaction.atomic
def call_next(*, window: Window, actor: Actor, at: datetime) -> Ticket:
    """The ticket that is next by the hall's rule (policies.in_order) in the groups that the window serves.

    Raises RefusedError when nobody waits, when a ticket is at the window, or when nobody sits there.
    """
    hall = locked_hall(window.hall)
    place = locked_window(window)
    check_free(place, at)
    ticket = _first(hall, place, at)
    after(state_of(ticket), Act.CALL_NEXT)
    call(ticket, place, at, again=False)
    record(
        subject=of_ticket(ticket.pk),
        type=TICKET_CALLED,
        actor=actor,
        occurred_at=at,
        payload={"window": place.number, "group": ticket.group.letter},
    )
    return ticket


def _first(hall: Hall, window: Window, at: datetime) -> Ticket:
    """The first one in order whom no other act holds at this moment.

    The hall's lock makes calls of one hall wait for each other, so the rule is kept exactly; a ticket that
    another act holds is passed over instead of waited for.
    """
    rows = Ticket.objects.select_for_update(skip_locked=True, of=("self",)).select_related("group")
    for one in queries.line(window.groups.all(), at, most=hall.priority_run):
        found = rows.filter(pk=one.ticket, state__in=IN_LINE).first()
        if found is not None:
            return found
    raise RefusedError(Refusal.NOBODY_WAITS)
