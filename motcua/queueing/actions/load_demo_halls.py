"""Open the waiting halls of the demonstration district, each by the acts that real halls come by."""

from datetime import datetime

from django.db import transaction

from motcua.journal.events import Actor
from motcua.orgs.models import Unit
from motcua.queueing import demo
from motcua.queueing.actions.open_hall import open_hall
from motcua.queueing.actions.set_service_group import set_service_group
from motcua.queueing.actions.set_window import set_window
from motcua.queueing.models import Hall


@transaction.atomic
def load_demo_halls(*, actor: Actor, at: datetime) -> int:
    """How many halls were opened; units that have one are left as they are. Needs the seeded units."""
    by = {"actor": actor, "at": at}
    have = set(Hall.objects.values_list("unit__code", flat=True))
    missing = [seed for seed in demo.halls() if seed.unit not in have]
    for seed in missing:
        hall = open_hall(unit=Unit.objects.get(code=seed.unit), **by)
        groups = {
            group.letter: set_service_group(hall=hall, **group.model_dump(), **by) for group in seed.groups
        }
        for number, letters in seed.windows.items():
            set_window(hall=hall, number=number, groups=[groups[letter] for letter in letters], **by)
    return len(missing)
