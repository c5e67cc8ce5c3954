"""Who signs a letter of the agencies that solve a dossier: their heads, and who acts for one of them."""

from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer
from motcua.accounts.permissions import Permission
from motcua.accounts.policies import Ground
from motcua.dossiers.models import Dossier
from motcua.orgs.models import Unit


def solving_units(dossier: Dossier, *, now: bool = True) -> list[Unit]:
    """The lead agency, then every other unit on the way but the receiving one; `now`: those that have it."""
    legs = dossier.legs.exclude(unit=dossier.received_by_unit).select_related("unit").order_by("seq")
    there = legs.filter(closed_at__isnull=True) if now else legs
    return list(dict.fromkeys([dossier.agency, *(leg.unit for leg in there)]))


def signers(dossier: Dossier, at: datetime) -> dict[Officer, Ground]:
    """Who may sign the apology for `dossier` at `at` (domain.md 2.4), each with his right."""
    found: dict[Officer, Ground] = {}
    for unit in solving_units(dossier):
        for officer, right in accounts.acting_with(Permission.SIGN_APOLOGY, unit, at):
            found.setdefault(officer, right)
    return found
