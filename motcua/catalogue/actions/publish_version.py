"""Publish a draft: from now on it is as it is."""

from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, slots=True)
class Decision:
    """The document that publishes: its number and day, and from which day on the version is in effect.

    `seen`: the hash of the draft's content that was decided on.
    """

    number: str
    on: date
    start: date
    seen: str


@transaction.atomic
def publish_version(
    *, version_id: UUID, decision: Decision | None = None, actor: Actor, at: datetime
) -> ProcedureVersion:
    """The published version. It ends the one that was in effect on its first day.

    With a `decision` the version bears its number and begins on its day, which may not lie before that of
    `at`; without one it begins as drafted.

    Raises NotPublishableError, its text in Vietnamese, and ProcedureVersion.DoesNotExist. The sum of the
    steps over the limit is one of the errors (`checks.findings`); warnings forbid nothing.
    """
    version = _locked(version_id)
    on = at.astimezone(LOCAL).date()
    if decision:
        _decide(version, decision, on)
    hashed = _checked(version)
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
        payload={
            **publication(version, place),
            **({"decision": decision.number, "decided_on": decision.on} if decision else {}),
        },
    )
    version.refresh_from_db()
    return version


def _locked(version_id: UUID) -> ProcedureVersion:
    """The version, with its procedure and itself locked, so that nobody publishes or edits meanwhile."""
    Procedure.objects.select_for_update().get(versions=version_id)
    ProcedureVersion.objects.select_for_update().get(id=version_id)
    return with_parts(ProcedureVersion.objects.filter(id=version_id)).get()


def _decide(version: ProcedureVersion, decision: Decision, on: date) -> None:
    """The decision's number and first day, on the draft that was decided on."""
    if version.state == State.DRAFT and content_hash(content_of(version)) != decision.seen:
        raise NotPublishableError("Bản thảo vừa được người khác sửa. Hãy xem lại trước khi công bố.")
    if decision.start < on:
        raise NotPublishableError("Ngày hiệu lực không được trước hôm nay.")
    version.decision_number, version.effective_from = decision.number, decision.start


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
    version.save(
        update_fields=["effective_from", "effective_to", "content_hash", "source_hash", "decision_number"]
    )
