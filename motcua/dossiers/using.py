"""Which versions of procedures open dossiers still follow: a dossier keeps the one it was received under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier


@dataclass(frozen=True)
class Use:
    """One version with its open dossiers: how many, received when at first, due when at first by law."""

    version: ProcedureVersion
    dossiers: int
    first_received_at: datetime
    next_due_at: datetime | None


def versions_in_use(procedures: Collection[UUID] | None = None) -> list[Use]:
    """The versions that received, unfinished dossiers follow, of all procedures or of these; oldest first.

    Two queries.
    """
    rows = Dossier.objects.filter(closed_at__isnull=True, received_at__isnull=False).order_by()
    if procedures is not None:
        rows = rows.filter(procedure_version__procedure__in=procedures)
    counted = rows.values_list("procedure_version").annotate(
        Count("pk"), Min("received_at"), Min("lawful_due_at")
    )
    found = {version: figures for version, *figures in counted}
    versions = ProcedureVersion.objects.filter(pk__in=found).select_related("procedure")
    ordered = versions.order_by("effective_from", "name", "number")
    return [Use(version, *found[version.pk]) for version in ordered]
