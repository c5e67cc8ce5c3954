"""Give the kiosk a new secret address: the old one, which somebody may have photographed, ends."""

import secrets
from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.queueing.events import KIOSK_KEY_RENEWED, of_hall
from motcua.queueing.models import Hall


@transaction.atomic
def renew_kiosk_key(*, hall: Hall, actor: Actor, at: datetime) -> Hall:
    """The hall with its new key; the event does not tell it."""
    found = Hall.objects.select_for_update(of=("self",)).select_related("unit").get(pk=hall.pk)
    found.kiosk_key = secrets.token_urlsafe(16)
    found.save(update_fields=["kiosk_key"])
    record(subject=of_hall(found.unit.code), type=KIOSK_KEY_RENEWED, actor=actor, occurred_at=at)
    return found
