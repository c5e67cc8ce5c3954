"""Bring the procedures of one pack into the catalogue."""

from datetime import datetime

from django.db import transaction

from motcua.catalogue.actions.land import land
from motcua.catalogue.landing import Outcome
from motcua.catalogue.pack import Pack
from motcua.journal.events import Actor


@transaction.atomic
def load_pack(*, pack: Pack, actor: Actor, at: datetime) -> list[Outcome]:
    """One outcome for each procedure, as `land` tells; the same pack again changes nothing."""
    return land(landings=[procedure.landing() for procedure in pack.procedures], actor=actor, at=at)
