"""A linked person has come from the shared sign-in for the first time: from now on its own key counts."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import IDENTITY_LEARNT, of_account
from motcua.accounts.models import LinkedIdentity
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def learn_identity(*, link: LinkedIdentity, subject: str, actor: Actor, at: datetime) -> LinkedIdentity:
    """The link, which opens for the provider's key `subject` and not for its name any more."""
    link.subject = subject
    link.save(update_fields=["subject"])
    payload = {"username": link.user.username, "issuer": link.issuer}
    record(subject=of_account(link.pk), type=IDENTITY_LEARNT, actor=actor, occurred_at=at, payload=payload)
    return link
