"""What time alone brings about for accounts."""

from collections.abc import Collection
from datetime import datetime

from motcua.accounts.models import Visit


def forget_old_visits(at: datetime, units: Collection[str] | None = None) -> int:
    """Visits that are over at `at` are deleted; how many. They belong to no unit."""
    return Visit.objects.filter(expire_date__lte=at).delete()[0]
