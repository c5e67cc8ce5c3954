"""Events meet their reactions: each (event, reaction) has its effect once, however often it is tried."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from motcua.journal.actions.drain import Drained, drain
from motcua.journal.actions.pass_over import pass_over
from motcua.journal.models import Event
from motcua.wiring.models import Delivery
from motcua.wiring.reactions import REACTIONS, Reaction

STALE = timedelta(days=7)
"""Events older than this are no news: what a replay left, or an outage of the worker longer than a week."""

_LOST = (OperationalError, InterfaceError)
_log = logging.getLogger(__name__)

Table = Mapping[str, Sequence[Reaction]]


def deliver(at: datetime, *, limit: int = 100, table: Table = REACTIONS) -> Drained:
    """Deliver up to `limit` events that wait in the outbox at `at` (aware) to their reactions.

    Many may deliver at once. A reaction that fails is tried again with its event, the others of that event
    are not; after eight attempts the event is stuck, and `journal.queries.stuck` tells why.
    """
    pass_over(wanted=list(table), before=at - STALE)
    return drain(handler=lambda event: react(event, table), limit=limit)


def react(event: Event, table: Table = REACTIONS) -> Exception | None:
    """Carry out the reactions to `event` that have not succeeded before, each by itself.

    Returns the last failure; then what succeeded is remembered. Call in a transaction. A lost database is
    raised: nothing can be remembered.
    """
    reactions = table.get(event.type, ())
    before = set(Delivery.objects.filter(event=event).values_list("reaction", flat=True))
    done: list[Reaction] = []
    failure: Exception | None = None
    for reaction in reactions:
        if reaction.name in before:
            continue
        try:
            with transaction.atomic():
                reaction.react(event)
        except _LOST:
            raise
        except Exception as error:
            _log.warning("%s failed on %s", reaction.name, event, exc_info=error)
            failure = error
        else:
            done.append(reaction)
    if failure is not None:
        Delivery.objects.bulk_create([Delivery(event=event, reaction=one.name) for one in done])
    return failure
