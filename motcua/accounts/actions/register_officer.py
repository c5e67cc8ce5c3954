"""Enter an officer: a person in the service of an agency, with or without an account."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.events import OFFICER_REGISTERED, of_person
from motcua.accounts.models import Officer, Rank, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def register_officer(
    *,
    full_name: str,
    rank: str = Rank.NONE,
    service_since: date | None = None,
    phone: str = "",
    email: str = "",
    personal_id: str = "",
    user: User | None = None,
    actor: Actor,
    at: datetime,
) -> Officer:
    """The new officer, without position or role. Raises ValidationError, by field."""
    officer = Officer(full_name=full_name, rank=rank, service_since=service_since, user=user)
    officer.phone, officer.email, officer.personal_id = phone, email, personal_id
    officer.full_clean()
    officer.save()
    subject, payload = of_person(officer.pk), officer.as_payload()
    record(subject=subject, type=OFFICER_REGISTERED, actor=actor, occurred_at=at, payload=payload)
    return officer
