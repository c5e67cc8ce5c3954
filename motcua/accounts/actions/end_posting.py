"""End a posting with a day."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.ending import end_with
from motcua.accounts.events import POSTING_ENDED, of_person
from motcua.accounts.models import Posting
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_posting(
    *, posting: Posting, last_day: date, document: str = "", actor: Actor, at: datetime
) -> Posting:
    """The posting in force until the end of `last_day`. Raises ValidationError, by field."""
    row = end_with(posting, last_day)
    payload = {"posting": row.pk, "last_day": last_day, "document": document}
    subject = of_person(row.officer_id)
    record(subject=subject, type=POSTING_ENDED, actor=actor, occurred_at=at, payload=payload)
    return row
