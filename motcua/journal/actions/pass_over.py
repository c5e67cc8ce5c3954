"""Pass over what nobody waits for, so that it does not stand in the outbox for ever."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

_DONE_WITH = """
UPDATE journal_outbox SET status = 'done' WHERE event_id IN (
    SELECT event_id FROM journal_outbox JOIN journal_event ON id = event_id
    WHERE status = 'pending' AND (recorded_at < %s OR NOT type = ANY(%s))
    LIMIT %s FOR UPDATE OF journal_outbox SKIP LOCKED)
"""


def pass_over(*, wanted: Collection[str], before: datetime, limit: int = 10_000) -> int:
    """Count pending events as done that are of no `wanted` type, or were recorded before the aware time
    `before` (what a replay left, or a long outage: stale news); at most `limit`. Returns how many.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DONE_WITH, [before, list(wanted), limit])
        return cursor.rowcount
