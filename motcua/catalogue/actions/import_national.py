"""Bring a national file into the catalogue (issue of the national catalogue: domain.md 4.4, 4.7)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.catalogue.actions.hold import hold
from motcua.catalogue.actions.land import land
from motcua.catalogue.content import VersionContent
from motcua.catalogue.landing import Change, Landing, Outcome
from motcua.catalogue.models import Procedure
from motcua.catalogue.national.file import Reading, Refusal
from motcua.catalogue.national.report import Report
from motcua.catalogue.national.version import contents_of
from motcua.catalogue.terms import Origin, State
from motcua.journal.events import Actor

_ROUND = 400


@transaction.atomic
def import_national(
    *,
    reading: Reading,
    start: date,
    actor: Actor,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Land the records of `reading` as published versions in effect from `start`. All or nothing.

    Where a version that was published locally (a pack's, or one made here) is in effect on `start` or later,
    it stays as it is, and the record is kept beside it as a draft. A record that stands already changes
    nothing. `progress` is told the number of records done.
    """
    contents, refused = contents_of(reading)
    line_of = {content.code: line for line, content in contents}
    outcomes: list[Outcome] = []
    held: list[str] = []
    for some in _rounds([content for _, content in contents]):
        local = _held_locally([content.code for content in some], start)
        held += sorted(local)
        outcomes += land(
            landings=[Landing(c, Origin.NATIONAL, start) for c in some if c.code not in local],
            actor=actor,
            at=at,
        )
        if beside := [c for c in some if c.code in local]:
            outcomes += hold(contents=beside, origin=Origin.NATIONAL, start=start, actor=actor, at=at)
        if progress:
            progress(len(outcomes))
    return _report(reading, outcomes, held, [*refused, *_rejected(outcomes, line_of)])


def _rounds(contents: Sequence[VersionContent]) -> Iterator[Sequence[VersionContent]]:
    for begin in range(0, len(contents), _ROUND):
        yield contents[begin : begin + _ROUND]


def _held_locally(codes: Sequence[str], start: date) -> set[str]:
    """Codes of which a version that is not national holds on `start` or later."""
    lasting = Q(current__effective_to__isnull=True) | Q(current__effective_to__gt=start)
    local = Procedure.objects.filter(lasting, code__in=codes, current__state=State.PUBLISHED)
    return set(local.exclude(current__origin=Origin.NATIONAL).values_list("code", flat=True))


def _rejected(outcomes: Sequence[Outcome], line_of: dict[str, int]) -> Iterator[Refusal]:
    for outcome in outcomes:
        if outcome.change is Change.REJECTED:
            yield Refusal(line_of[outcome.code], outcome.code, "; ".join(outcome.reasons))


def _report(
    reading: Reading, outcomes: Sequence[Outcome], held: Sequence[str], refused: Sequence[Refusal]
) -> Report:
    changes = [outcome.change for outcome in outcomes]
    everything = sorted([*reading.refused, *refused], key=lambda refusal: refusal.line)
    return Report(
        read=reading.read,
        landed=reading.read - len(everything),
        changed=changes.count(Change.LANDED) + changes.count(Change.CHANGED),
        held=tuple(held),
        refused=tuple(everything),
        tables=reading.tables(),
    )
