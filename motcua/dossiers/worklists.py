"""What lies on whose desk: open steps by holder."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from motcua.dossiers.models import Step


def held_by_officers(officers: Collection[UUID]) -> dict[UUID, int]:
    """How many open steps each of `officers` holds; nobody who holds none."""
    rows = Step.objects.filter(ended_at__isnull=True, owner__in=officers)
    return dict(
        rows.values("owner").annotate(count=Count("pk")).values_list("owner", "count").order_by("owner")
    )
