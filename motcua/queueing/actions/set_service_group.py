"""Make a service group, or change what stands on its button."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.text import nfc
from motcua.queueing.events import SERVICE_GROUP_SET, of_hall
from motcua.queueing.models import Hall, Icon, ServiceGroup


@transaction.atomic
def set_service_group(
    *,
    hall: Hall,
    letter: str,
    name: str,
    hint: str = "",
    icon: str = Icon.OTHER,
    open: bool = True,
    group: ServiceGroup | None = None,
    actor: Actor,
    at: datetime,
) -> ServiceGroup:
    """The group; a new one when `group` is None. Hall and letter of a group never change.

    Raises ValidationError, by field, when the letter is taken or none.
    """
    row = group or ServiceGroup(hall=hall, letter=letter)
    row.name, row.hint, row.icon, row.open = nfc(name), nfc(hint), icon, open
    row.full_clean()
    row.save()
    payload = {"letter": row.letter, "name": row.name, "hint": row.hint, "icon": icon, "open": open}
    record(
        subject=of_hall(row.hall.unit.code),
        type=SERVICE_GROUP_SET,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return row
