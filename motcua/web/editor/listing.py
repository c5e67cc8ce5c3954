"""The list of procedures as editors look for them: pages by key, what is in effect, what is worked on."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.catalogue.models import Procedure, ProcedureVersion, Process
from motcua.catalogue.terms import Origin, State
from motcua.journal.events import Kind
from motcua.journal.models import Event
from motcua.lib.text import search_key

PAGE = 30


@dataclass(frozen=True)
class Entry:
    """One procedure of the list; `last` is the newest event of its chain."""

    procedure: Procedure
    version: ProcedureVersion | None
    in_effect: bool
    draft: bool
    kept: bool
    processes: int
    last: Event | None


@dataclass(frozen=True)
class Listing:
    """A page of the list; `after` leads to the next one."""

    entries: list[Entry]
    after: str
    total: int


def listing(*, text: str, state: str, level: str, after: str, on: date) -> Listing:
    """The procedures whose name, code or abbreviations hold every word of `text`, in dictionary order.

    `state`: "draft" being worked on, "kept" with a national wording beside it, "process" with an internal
    process, "none" in effect without one; empty for all. Six queries. ValueError for a strange `after`.
    """
    found = _chosen(_found(text), state, level)
    rows = _from(found, after).select_related("current").order_by("sort_key", "id")[: PAGE + 1]
    page = list(rows[:PAGE])
    following = _cursor(page[-1]) if len(rows) > PAGE else ""
    return Listing(_entries(page, on), following, found.count())


def _found(text: str) -> QuerySet[Procedure]:
    found = Procedure.objects.all()
    for word in search_key(text).split():
        found = found.filter(search_key__contains=f" {word}")
    return found


_DRAFTS = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), state=State.DRAFT)
_PROCESSES = Process.objects.filter(version=OuterRef("current"))


def _chosen(found: QuerySet[Procedure], state: str, level: str) -> QuerySet[Procedure]:
    if level:
        found = found.filter(current__levels__contains=[level])
    match state:
        case "draft":
            return found.filter(Exists(_DRAFTS.filter(origin=Origin.LOCAL)))
        case "kept":
            return found.filter(Exists(_DRAFTS.exclude(origin=Origin.LOCAL)))
        case "process":
            return found.filter(Exists(_PROCESSES))
        case "none":
            return found.filter(~Exists(_PROCESSES), current__state=State.PUBLISHED)
    return found


def _cursor(row: Procedure) -> str:
    return base64.urlsafe_b64encode(json.dumps([row.sort_key, str(row.id)]).encode()).decode()


def _from(found: QuerySet[Procedure], after: str) -> QuerySet[Procedure]:
    if not after:
        return found
    key, id = json.loads(base64.urlsafe_b64decode(after))
    return found.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=id))


def _entries(page: list[Procedure], on: date) -> list[Entry]:
    ids = [row.id for row in page]
    drafts = set(
        ProcedureVersion.objects.filter(procedure__in=ids, state=State.DRAFT).values_list(
            "procedure", "origin"
        )
    )
    known = {origin: {id for id, by in drafts if (by == Origin.LOCAL) == origin} for origin in (True, False)}
    processes = Process.objects.filter(version__in=[row.current_id for row in page]).order_by()
    counts = dict(processes.values_list("version").annotate(n=Count("id")))
    last = last_events(row.code for row in page)
    return [
        Entry(
            procedure=row,
            version=row.current,
            in_effect=row.current is not None and holds(row.current, on),
            draft=row.id in known[True],
            kept=row.id in known[False],
            processes=counts.get(row.current_id, 0),
            last=last.get(row.code),
        )
        for row in page
    ]


def holds(version: ProcedureVersion, on: date) -> bool:
    """Whether a published version is in effect on a day."""
    begun = version.effective_from <= on
    return (
        version.state != State.DRAFT and begun and (version.effective_to is None or on < version.effective_to)
    )


def last_events(codes: Iterable[str]) -> dict[str, Event]:
    """The newest event of each procedure, by its code."""
    events = Event.objects.filter(subject_kind=Kind.PROCEDURE, subject_id__in=list(codes))
    newest = events.order_by("subject_id", "-seq").distinct("subject_id")
    return {event.subject_id: event for event in newest}
