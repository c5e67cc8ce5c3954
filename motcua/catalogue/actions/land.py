"""Bring contents into the catalogue as published versions: the one way in for packs and national records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.catalogue import checks, timeline
from motcua.catalogue.content import content_hash
from motcua.catalogue.events import VERSION_PUBLISHED
from motcua.catalogue.findings import errors
from motcua.catalogue.landing import Change, Landing, Outcome, in_rounds
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.models.writing import Draft, insert, publication, publish, published_spans
from motcua.catalogue.timeline import NeverInEffectError, Placement, Span
from motcua.journal.actions.record import record_many
from motcua.journal.events import Actor, Entry, Kind, Subject
from motcua.lib.times import LOCAL

_ROUND = 400


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A landing that becomes a version."""

    landing: Landing
    source_hash: str
    procedure: Procedure | None
    placement: Placement
    first: bool


@transaction.atomic
def land(*, landings: Iterable[Landing], actor: Actor, at: datetime) -> list[Outcome]:
    """One outcome for each landing, in order. All or nothing for the whole call.

    A content of the same hash as the newest version of its origin changes nothing; another one becomes the
    next version, published at `at` (aware) and recorded as one event of the procedure. A content with errors
    (`checks.findings`) or never in effect is rejected with its reasons, the others go on.
    """
    outcomes: list[Outcome] = []
    for some in in_rounds(list(landings), _ROUND):
        outcomes += _land_round(some, actor, at)
    return outcomes


def _land_round(landings: Sequence[Landing], actor: Actor, at: datetime) -> list[Outcome]:
    known = _procedures([landing.content.code for landing in landings])
    spans = published_spans([procedure.id for procedure in known.values()])
    on = at.astimezone(LOCAL).date()
    judged: list[_Arrival | Outcome] = []
    for landing in landings:
        procedure = known.get(landing.content.code)
        judged.append(_judge(landing, procedure, spans[procedure.id] if procedure else [], on))
    arrivals = [one for one in judged if isinstance(one, _Arrival)]
    outcomes = iter(_publish(arrivals, actor, at))
    return [next(outcomes) if isinstance(one, _Arrival) else one for one in judged]


def _procedures(codes: Sequence[str]) -> dict[str, Procedure]:
    """The procedures of these codes, locked in one order so that two landings can't block each other."""
    found = Procedure.objects.select_for_update().filter(code__in=codes).order_by("code")
    return {procedure.code: procedure for procedure in found}


def _judge(
    landing: Landing, procedure: Procedure | None, stood: Sequence[Span], on: date
) -> _Arrival | Outcome:
    content = landing.content
    source_hash = content_hash(content)
    latest = timeline.latest_of(stood, landing.origin)
    if latest is not None and latest.source_hash == source_hash:
        return Outcome(content.code, Change.UNCHANGED, latest.version)
    if wrong := errors(checks.findings(content)):
        return Outcome(content.code, Change.REJECTED, reasons=tuple(f.text() for f in wrong))
    try:
        placement = timeline.place(stood, origin=landing.origin, start=landing.start, end=landing.end, on=on)
    except NeverInEffectError:
        return Outcome(content.code, Change.REJECTED, reasons=("thời gian hiệu lực đã hết",))
    return _Arrival(landing, source_hash, procedure, placement, first=latest is None)


def _publish(arrivals: Sequence[_Arrival], actor: Actor, at: datetime) -> list[Outcome]:
    if not arrivals:
        return []
    versions = insert([_draft(arrival) for arrival in arrivals])
    ended = [(a.placement.ends.version, a.placement.start) for a in arrivals if a.placement.ends]
    publish(versions, ended, at)
    record_many(entries=[_event(a, v, actor, at) for a, v in zip(arrivals, versions, strict=True)])
    return [
        Outcome(a.landing.content.code, Change.LANDED if a.first else Change.CHANGED, version.id)
        for a, version in zip(arrivals, versions, strict=True)
    ]


def _draft(arrival: _Arrival) -> Draft:
    return Draft(
        content=arrival.landing.content,
        content_hash=arrival.source_hash,
        source_hash=arrival.source_hash,
        origin=arrival.landing.origin,
        start=arrival.placement.start,
        end=arrival.placement.end,
        procedure=arrival.procedure,
    )


def _event(arrival: _Arrival, version: ProcedureVersion, actor: Actor, at: datetime) -> Entry:
    subject = Subject(Kind.PROCEDURE, arrival.landing.content.code)
    payload = publication(version, arrival.placement)
    return Entry(subject, VERSION_PUBLISHED, actor, occurred_at=at, payload=payload)
