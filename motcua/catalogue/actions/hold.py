"""Keep contents as drafts beside what is in effect, for someone to decide on: nothing that holds changes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.catalogue.content import VersionContent, content_hash
from motcua.catalogue.events import VERSION_DRAFTED
from motcua.catalogue.landing import Change, Outcome
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.models.writing import Draft, insert
from motcua.catalogue.terms import Origin
from motcua.journal.actions.record import record_many
from motcua.journal.events import Actor, Entry, Kind, Subject


@transaction.atomic
def hold(
    *, contents: Sequence[VersionContent], origin: Origin, start: date, actor: Actor, at: datetime
) -> list[Outcome]:
    """One outcome for each content, in order; each code must be a procedure's and come once.

    A content of the same hash as the newest version of its origin, draft or not, changes nothing; another one
    becomes a draft meant for `start`. Older drafts stay: someone may have worked on them. Raises KeyError for
    a code without a procedure.
    """
    procedures = _locked([content.code for content in contents])
    known = _newest_hashes(list(procedures.values()), origin)
    new = [c for c in contents if known.get(c.code) != content_hash(c)]
    drafts = [_draft(content, origin, start, procedures[content.code]) for content in new]
    versions = insert(drafts) if drafts else []
    record_many(entries=[_event(v, d, actor, at) for v, d in zip(versions, drafts, strict=True)])
    made = {draft.content.code: version.id for draft, version in zip(drafts, versions, strict=True)}
    return [Outcome(c.code, _change(c.code in made, c.code in known), made.get(c.code)) for c in contents]


def _locked(codes: Sequence[str]) -> dict[str, Procedure]:
    found = Procedure.objects.select_for_update().filter(code__in=codes).order_by("code")
    return {procedure.code: procedure for procedure in found}


def _newest_hashes(procedures: Sequence[Procedure], origin: Origin) -> dict[str, str]:
    """What the newest version of `origin` was made from, by the procedure's code."""
    rows = ProcedureVersion.objects.filter(procedure__in=procedures, origin=origin).order_by("number")
    return dict(rows.values_list("procedure__code", "source_hash"))


def _draft(content: VersionContent, origin: Origin, start: date, procedure: Procedure) -> Draft:
    hashed = content_hash(content)
    return Draft(
        content=content,
        content_hash=hashed,
        source_hash=hashed,
        origin=origin,
        start=start,
        end=None,
        procedure=procedure,
    )


def _change(made: bool, known: bool) -> Change:
    if not made:
        return Change.UNCHANGED
    return Change.CHANGED if known else Change.LANDED


def _event(version: ProcedureVersion, draft: Draft, actor: Actor, at: datetime) -> Entry:
    payload = {
        "version": version.id,
        "number": version.number,
        "origin": version.origin,
        "content_hash": version.content_hash,
        "source_hash": version.source_hash,
    }
    subject = Subject(Kind.PROCEDURE, draft.content.code)
    return Entry(subject, VERSION_DRAFTED, actor, occurred_at=at, payload=payload)
