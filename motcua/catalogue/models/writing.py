"""Writing versions in bulk: a fixed number of statements for any number of contents.

Only the actions call this, inside their transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from motcua.catalogue import timeline
from motcua.catalogue.content import VersionContent
from motcua.catalogue.models.mapping import PARTS, version_columns, write_parts
from motcua.catalogue.models.procedure import Procedure, ProcedureVersion
from motcua.catalogue.terms import Origin, State
from motcua.catalogue.timeline import Placement, Span
from motcua.lib.text import search_key, sort_key


@dataclass(frozen=True, slots=True)
class Draft:
    """A content about to become a draft of `procedure` (None: of a new one)."""

    content: VersionContent
    content_hash: str
    source_hash: str
    origin: Origin
    start: date
    end: date | None
    procedure: Procedure | None = None


def insert(drafts: Sequence[Draft]) -> list[ProcedureVersion]:
    """New drafts with all their parts, and their procedures where these are new. In order of `drafts`."""
    procedures = [draft.procedure or _procedure(draft) for draft in drafts]
    new = [p for p, draft in zip(procedures, drafts, strict=True) if draft.procedure is None]
    Procedure.objects.bulk_create(new)
    numbers = _last_numbers([p.id for p in procedures])
    versions = [
        _version(procedure, draft, numbers.get(procedure.id, 0) + 1)
        for procedure, draft in zip(procedures, drafts, strict=True)
    ]
    ProcedureVersion.objects.bulk_create(versions)
    write_parts(zip(versions, (draft.content for draft in drafts), strict=True))
    return versions


def _procedure(draft: Draft) -> Procedure:
    content = draft.content
    return Procedure(
        code=content.code, origin=draft.origin, **_keys(content.code, content.name, content.abbreviations)
    )


def _keys(code: str, name: str, abbreviations: Sequence[str]) -> dict[str, str]:
    """Name, search key and sort key. A blank stands before every word: a search asks for beginnings."""
    key = search_key(" ".join([name, code, *abbreviations]))
    return {"name": name, "search_key": f" {key}", "sort_key": sort_key(name)}


def _last_numbers(procedures: Sequence[UUID]) -> dict[UUID, int]:
    rows = ProcedureVersion.objects.filter(procedure__in=procedures).order_by()
    return dict(rows.values_list("procedure").annotate(last=Max("number")))


def _version(procedure: Procedure, draft: Draft, number: int) -> ProcedureVersion:
    return ProcedureVersion(
        procedure=procedure,
        number=number,
        effective_from=draft.start,
        effective_to=draft.end,
        origin=draft.origin,
        content_hash=draft.content_hash,
        source_hash=draft.source_hash,
        **version_columns(draft.content),
    )


def rewrite(version: ProcedureVersion, content: VersionContent, hashed: str) -> None:
    """The draft `version` says `content` from now on: its columns are set, its parts written anew."""
    for field in [*PARTS, "processes"]:
        getattr(version, field).all().delete()
    columns = {**version_columns(content), "content_hash": hashed, "source_hash": hashed}
    ProcedureVersion.objects.filter(id=version.id).update(**columns)
    write_parts([(version, content)])


def published_spans(procedures: Sequence[UUID]) -> dict[UUID, list[Span]]:
    """The days of each procedure's versions, drafts left out, by number."""
    spans: dict[UUID, list[Span]] = {procedure: [] for procedure in procedures}
    rows = ProcedureVersion.objects.filter(procedure__in=procedures).exclude(state=State.DRAFT)
    for procedure, *row in rows.order_by("number").values_list(
        "procedure", "id", "number", "origin", "source_hash", "effective_from", "effective_to"
    ):
        spans[procedure].append(Span(*row))
    return spans


def publish(versions: Sequence[ProcedureVersion], ended: Sequence[tuple[UUID, date]], at: datetime) -> None:
    """Drafts become published versions; each version of `ended` ends on its date."""
    for version, day in ended:
        ProcedureVersion.objects.filter(id=version).update(effective_to=day)
    ids = [version.id for version in versions]
    ProcedureVersion.objects.filter(id__in=ids).update(state=State.PUBLISHED, published_at=at)
    point_at_newest([version.procedure_id for version in versions])


def publication(version: ProcedureVersion, placement: Placement) -> dict[str, Any]:
    """What the event of publishing `version` tells: its days, its hashes, and which version it ends."""
    return {
        "version": version.id,
        "number": version.number,
        "origin": version.origin,
        "effective_from": version.effective_from,
        "effective_to": version.effective_to,
        "content_hash": version.content_hash,
        "source_hash": version.source_hash,
        "ends": placement.ends.version if placement.ends else None,
    }


def point_at_newest(procedures: Sequence[UUID]) -> None:
    """Each procedure bears the name of its newest published version and points to it."""
    newest = [
        found.version for one in published_spans(procedures).values() if (found := timeline.newest(one))
    ]
    rows = ProcedureVersion.objects.filter(id__in=newest).values_list(
        "procedure", "id", "procedure__code", "name", "abbreviations"
    )
    pointed = [
        (procedure, version, *_keys(code, name, abbreviations).values())
        for procedure, version, code, name, abbreviations in rows
    ]
    if pointed:
        with connection.cursor() as cursor:
            cursor.execute(_POINT, [list(column) for column in zip(*pointed, strict=True)])


_POINT = """
UPDATE catalogue_procedure SET current_id = new.version, name = new.name, search_key = new.search_key,
                               sort_key = new.sort_key
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[])
     AS new (procedure, version, name, search_key, sort_key)
WHERE catalogue_procedure.id = new.procedure
"""
