"""Handle what the outbox holds: every event at least once, those of one subject in their order."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from motcua.journal.models import Event, Outbox

ATTEMPTS = 8
"""After so many failures an event is stuck: a person looks (queries.stuck), and later events go on."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)

_log = logging.getLogger(__name__)
_LONGEST_ERROR = 2000

_CLAIM = """
SELECT event_id FROM journal_outbox waiting
WHERE status = 'pending' AND available_at <= clock_timestamp() AND NOT EXISTS (
    SELECT FROM journal_outbox earlier
    WHERE earlier.status = 'pending' AND earlier.subject_kind = waiting.subject_kind
      AND earlier.subject_id = waiting.subject_id AND earlier.seq < waiting.seq)
ORDER BY available_at, event_id LIMIT 1
FOR UPDATE SKIP LOCKED
"""
_FAILED = """
UPDATE journal_outbox SET status = %s, attempts = %s, last_error = %s, available_at = clock_timestamp() + %s
WHERE event_id = %s
"""


@dataclass(slots=True)
class Drained:
    """How many events one call handled, failed at, and gave up."""

    done: int = 0
    failed: int = 0
    stuck: int = 0


def drain(*, handler: Callable[[Event], Exception | None], limit: int = 100) -> Drained:
    """Give up to `limit` due events to `handler`, each in a transaction of its own with what it writes.

    Many may drain at once. An exception of the handler undoes what it wrote and postpones the event, and with
    it the later ones of its subject, twice as long each time; after `ATTEMPTS` it is stuck. An exception that
    it returns instead postpones the event likewise, but what was written so far stays. A process that
    dies leaves its event due, so the handler must bear being called again. Raises RuntimeError inside
    another transaction.
    """
    drained = Drained()
    for _ in range(limit):
        with transaction.atomic(durable=True):
            row = _claim()
            if row is None:
                break
            _handle(row, handler, drained)
    return drained


def _claim() -> Outbox | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM)
        claimed = cursor.fetchone()
    return Outbox.objects.select_related("event").get(pk=claimed[0]) if claimed else None


def _handle(row: Outbox, handler: Callable[[Event], Exception | None], drained: Drained) -> None:
    try:
        with transaction.atomic():
            error = handler(row.event)
    except Exception as raised:
        error = raised
    if error is not None:
        _log.warning("%s was not handled (attempt %s)", row.event, row.attempts + 1, exc_info=error)
        _postpone(row, error, drained)
    else:
        Outbox.objects.filter(pk=row.pk).update(status=Outbox.Status.DONE, attempts=row.attempts + 1)
        drained.done += 1


def _postpone(row: Outbox, error: Exception, drained: Drained) -> None:
    attempts = row.attempts + 1
    is_stuck = attempts >= ATTEMPTS
    status = Outbox.Status.STUCK if is_stuck else Outbox.Status.PENDING
    pause = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    reason = f"{type(error).__name__}: {error}".replace("\0", "")[:_LONGEST_ERROR]
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [status, attempts, reason, pause, row.pk])
    drained.failed += 1
    drained.stuck += is_stuck
