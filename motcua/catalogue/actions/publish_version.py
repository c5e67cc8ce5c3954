"""Publish a draft: from now on it is as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.catalogue import checks, timeline
from motcua.catalogue.content import content_hash
from motcua.catalogue.events import VERSION_PUBLISHED
from motcua.catalogue.findings import Finding, errors
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.models.mapping import content_of, with_parts
from motcua.catalogue.models.writing import publication, publish, published_spans
from motcua.catalogue.terms import Origin, State
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject
from motcua.lib.times import LOCAL


class NotPublishableError(Exception):
    """The version is no draft, is never in effect, or its content has errors; `findings` tells them."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


@transaction.atomic
def publish_version(*, version_id: UUID, actor: Actor, at: datetime) -> ProcedureVersion:
    """The published version. It ends the one that was in effect on its first day.

    Raises NotPublishableError, its text in Vietnamese, and ProcedureVersion.DoesNotExist. The sum of the
    steps over the limit is one of the errors (`checks.findings`); warnings forbid nothing.
    """
    version = _locked(version_id)
    hashed = _checked(version)
    on = at.astimezone(LOCAL).date()
    spans = published_spans([version.procedure_id])[version.procedure_id]
    try:
        place = timeline.place(
            spans,
            origin=Origin(version.origin),
            start=version.effective_from,
            end=version.effective_to,
            on=on,
        )
    except timeline.NeverInEffectError as error:
        raise NotPublishableError("Thời gian hiệu lực của phiên bản đã hết.") from error
    _fix(version, place, hashed)
    publish([version], [(place.ends.version, place.start)] if place.ends else [], at)
    record(
        subject=Subject(Kind.PROCEDURE, version.procedure.code),
        type=VERSION_PUBLISHED,
        actor=actor,
        occurred_at=at,
        payload=publication(version, place),
    )
    version.refresh_from_db()
    return version


def _locked(version_id: UUID) -> ProcedureVersion:
    """The version, with its procedure and itself locked, so that nobody publishes or edits meanwhile."""
    Procedure.objects.select_for_update().get(versions=version_id)
    ProcedureVersion.objects.select_for_update().get(id=version_id)
    return with_parts(ProcedureVersion.objects.filter(id=version_id)).get()


def _checked(version: ProcedureVersion) -> str:
    """The hash of the content as it stands in the rows, without errors."""
    if version.state != State.DRAFT:
        raise NotPublishableError("Chỉ bản thảo mới công bố được.")
    content = content_of(version)
    wrong = errors(checks.findings(content))
    if wrong:
        raise NotPublishableError("; ".join(f.text() for f in wrong), tuple(wrong))
    return content_hash(content)


def _fix(version: ProcedureVersion, place: timeline.Placement, hashed: str) -> None:
    """Days and hashes, still as a draft."""
    version.effective_from, version.effective_to = place.start, place.end
    version.content_hash = version.source_hash = hashed
    version.save(update_fields=["effective_from", "effective_to", "content_hash", "source_hash"])
