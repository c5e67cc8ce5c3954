"""Questions to the catalogue: which version on a day, and its whole content. The search: `search`."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.catalogue.content import VersionContent
from motcua.catalogue.models import Procedure, ProcedureVersion, mapping
from motcua.catalogue.terms import State

_SHORT = {"id", "procedure", "number", "state", "name", "field"}
_TEXTS = [one.name for one in ProcedureVersion._meta.concrete_fields if one.name not in _SHORT]


def in_effect(*, on: date) -> QuerySet[ProcedureVersion]:
    """The versions that are in effect on a day: at most one of each procedure."""
    return ProcedureVersion.objects.filter(
        ~Q(state=State.DRAFT),
        Q(effective_to__isnull=True) | Q(effective_to__gt=on),
        effective_from__lte=on,
    )


def by_code(code: str) -> Procedure | None:
    """The procedure of this code with its newest version, or None."""
    return Procedure.objects.select_related("current").filter(code=code).first()


def version_on(code: str, *, on: date) -> ProcedureVersion | None:
    """The version of the procedure `code` that is in effect on a day, or None."""
    return in_effect(on=on).filter(procedure__code=code).select_related("procedure").first()


def with_parts(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """`versions` with every row of theirs, in a fixed number of queries."""
    return mapping.with_parts(versions)


def with_names(rows: QuerySet, path: str = "procedure_version") -> QuerySet:
    """`rows` of any kind with the versions that they reach by `path`, of which only name and field are read:
    the texts of a version are many times as long as a row of a list.
    """
    return rows.select_related(path).defer(*(f"{path}__{name}" for name in _TEXTS))


def content(version: ProcedureVersion | UUID) -> VersionContent:
    """The whole content of a version: what it was published with, of the same hash.

    Raises ProcedureVersion.DoesNotExist for an unknown id.
    """
    id = version if isinstance(version, UUID) else version.id
    return mapping.content_of(mapping.with_parts(ProcedureVersion.objects.filter(id=id)).get())
