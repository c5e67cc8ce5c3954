"""Reply to a score: an officer's own words, kept beside the score of a period; domain.md 7.3."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.evaluation.events import SCORE_ANSWERED, of_officer
from motcua.evaluation.models import Reply
from motcua.evaluation.rules import OF_OFFICER, Index
from motcua.evaluation.told import columns
from motcua.journal.actions.record import record
from motcua.lib.text import nfc

LONGEST = 4000


@transaction.atomic
def reply_to_score(*, actor: User, at: datetime, first: date, last: date, index: Index, words: str) -> Reply:
    """Of the score that `actor` himself has at `index` for the days from `first` to `last`.

    Raises PermissionDenied for an account without an officer, ValidationError for empty or too long words.
    """
    officer = getattr(actor, "officer", None)
    if officer is None or index not in OF_OFFICER:
        raise PermissionDenied
    text = nfc(words.strip())
    if not text:
        raise ValidationError({"words": _("Hãy viết ý kiến.")})
    if len(text) > LONGEST:
        raise ValidationError({"words": _("Ý kiến dài quá 4.000 ký tự. Hãy viết ngắn hơn.")})
    row = Reply.objects.create(
        officer=officer, first=first, last=last, index=index.value, words=text, written_at=at
    )
    record(
        subject=of_officer(officer.pk),
        type=SCORE_ANSWERED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"row": columns(row)},
    )
    return row
