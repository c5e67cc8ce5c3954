"""Filters of the worklist that were saved: which an officer sees, and what of an address is kept."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from motcua.accounts.models import User
from motcua.dossiers.worklists import Desk, Tab
from motcua.web.desk.models import SavedFilter

_KEPT = ("tab", "q", "procedure", "field", "role", "when", "unit", "officer")
_LONGEST = 200


def query_of(given: Mapping[str, str]) -> str:
    """The list and its filters as an address has them; pages and anything else are left out."""
    kept = {name: given.get(name, "").replace("\0", "")[:_LONGEST] for name in _KEPT}
    if kept["tab"] not in set(Tab):
        kept["tab"] = Tab.UNIT.value
    return urlencode({name: value for name, value in kept.items() if value})[:1000]


def saved(user: User, desk: Desk) -> QuerySet[SavedFilter]:
    """The officer's own, and those shared with the units in which he works, by name."""
    return SavedFilter.objects.filter(Q(owner=user) | Q(unit__in=desk.units)).select_related("unit", "owner")
