"""The draft that an editor works on: found, changed part by part, saved as one act each time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from motcua.accounts.queries import actor_of
from motcua.catalogue import queries
from motcua.catalogue.actions.draft_version import draft_version
from motcua.catalogue.actions.revise_draft import revise_draft
from motcua.catalogue.content import VersionContent, content_hash
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.terms import Origin, State


@dataclass(frozen=True)
class Draft:
    """A draft made here, with all that it says and the hash of that."""

    version: ProcedureVersion
    content: VersionContent
    seen: str


def procedure(code: str) -> Procedure:
    """The procedure of this code; Http404."""
    found = queries.by_code(code)
    if found is None:
        raise Http404
    return found


def own_draft(found: Procedure) -> ProcedureVersion | None:
    """The newest draft of the procedure that was made here."""
    drafts = ProcedureVersion.objects.filter(procedure=found, state=State.DRAFT, origin=Origin.LOCAL)
    return drafts.select_related("procedure").order_by("-number").first()


def draft(code: str) -> Draft:
    """The draft that is worked on; Http404 when there is none."""
    version = own_draft(procedure(code))
    if version is None:
        raise Http404
    content = queries.content(version)
    return Draft(version, content, content_hash(content))


def begin(request: HttpRequest, source: ProcedureVersion) -> None:
    """A draft that says what `source` says, unless one is being worked on."""
    if own_draft(source.procedure) is None:
        draft_version(
            content=queries.content(source),
            start=timezone.localdate() + timedelta(days=1),
            actor=actor_of(request.user),
            at=timezone.now(),
        )


def save(request: HttpRequest, one: Draft, content: VersionContent, part: str) -> None:
    """`content` in place of what the draft said; nothing is done when both say the same.

    Raises `catalogue.drafts.DraftError`.
    """
    if content_hash(content) == one.seen:
        return
    revise_draft(
        version_id=one.version.id,
        content=content,
        seen=one.seen,
        part=part,
        actor=actor_of(request.user),
        at=timezone.now(),
    )


def changed(content: VersionContent, part: str, rows: Any) -> VersionContent:
    """`content` with other rows in `part`; who changed a part has read it, so its own mark goes."""
    marks = {name: mark for name, mark in content.marks.items() if name != part}
    plain = {name: getattr(content, name) for name in type(content).model_fields}
    return VersionContent.model_validate(plain | {part: tuple(rows), "marks": marks})
