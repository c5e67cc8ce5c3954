"""Give out the next number of a service group."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.ids import new_id
from motcua.queueing.events import TICKET_ISSUED, of_ticket
from motcua.queueing.lifecycle import Refusal, RefusedError, State
from motcua.queueing.locks import local_day
from motcua.queueing.models import ServiceGroup, Ticket

# Whoever comes second waits here for the first one's transaction: no gap when that one fails.
_NEXT = """
INSERT INTO queueing_series AS old (id, group_id, day, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (group_id, day) DO UPDATE SET last = old.last + 1
RETURNING last
"""


@transaction.atomic
def issue_ticket(*, group: ServiceGroup, ground: str = "", actor: Actor, at: datetime) -> Ticket:
    """The ticket: numbers of a group begin with 1 each local day and have no gaps.

    `ground`: why its holder goes first, empty for most. Raises RefusedError when the group is closed or the
    hall does not know the ground.
    """
    known = ServiceGroup.objects.select_related("hall__unit").get(pk=group.pk)
    if not known.open or (ground and ground not in known.hall.grounds):
        raise RefusedError(Refusal.GROUP_CLOSED)
    day = local_day(at)
    ticket = Ticket.objects.create(
        secret=secrets.token_urlsafe(12),
        hall=known.hall,
        issued_in=known,
        group=known,
        day=day,
        letter=known.letter,
        number=_next_number(known.pk, day),
        ground=ground,
        state=State.WAITING,
        issued_at=at,
    )
    payload = {
        "unit": known.hall.unit.code,
        "day": day,
        "number": ticket.code,
        "priority": ticket.priority,
    }
    record(subject=of_ticket(ticket.pk), type=TICKET_ISSUED, actor=actor, occurred_at=at, payload=payload)
    return ticket


def _next_number(group: UUID, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [new_id(), group, day])
        return int(cursor.fetchone()[0])
