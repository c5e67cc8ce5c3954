"""End a posting with a day."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.events import POSTING_ENDED, of_person
from motcua.accounts.models import Posting
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_posting(
    *, posting: Posting, last_day: date, document: str = "", actor: Actor, at: datetime
) -> Posting:
    """The posting in force until the end of `last_day`. Raises ValidationError, by field."""
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    posting.valid_to = last_day
    posting.full_clean()
    posting.save(update_fields=["valid_to"])
    payload = {"posting": posting.pk, "last_day": last_day, "document": document}
    record(
        subject=of_person(posting.officer_id),
        type=POSTING_ENDED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return posting
