"""Change what is known of an officer."""

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.events import OFFICER_CHANGED, of_person
from motcua.accounts.models import Officer, User
from motcua.journal.actions.record import record
from motcua.journal.events import Actor

_PRIVATE = ("phone", "email", "personal_id")


@transaction.atomic
def change_officer(
    *,
    officer: Officer,
    full_name: str,
    rank: str,
    service_since: date | None,
    phone: str,
    email: str,
    personal_id: str,
    user: User | None,
    actor: Actor,
    at: datetime,
) -> Officer:
    """The changed officer; of private fields the event tells only that they changed.

    Raises ValidationError, by field.
    """
    officer = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    private = {"phone": phone, "email": email, "personal_id": personal_id}
    changed = [name for name in _PRIVATE if getattr(officer, name) != private[name]]
    officer.full_name, officer.rank, officer.service_since, officer.user = (
        full_name,
        rank,
        service_since,
        user,
    )
    for name, value in private.items():
        setattr(officer, name, value)
    officer.full_clean()
    officer.save()
    payload = officer.as_payload() | {"private_fields_changed": changed}
    record(subject=of_person(officer.pk), type=OFFICER_CHANGED, actor=actor, occurred_at=at, payload=payload)
    return officer
