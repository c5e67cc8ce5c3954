"""What lies on whose desk: open steps and opinions, what is due first on top. For lists asked for all day.

A row's `deadline` is what comes first of its own due date and that of the dossier; rows without any stand
last. Lists are read by partial indexes over what is open, so they stay fast however much is closed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Least

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Role
from motcua.dossiers.lifecycle import AT_WORK, OPEN, PAUSED
from motcua.dossiers.models import Consultation, Proposal, Step
from motcua.lib.text import search_key
from motcua.lib.times import LOCAL
from motcua.server.prepared import fetched

_AT_WORK = [state.value for state in AT_WORK]
_OPEN = [state.value for state in OPEN]
_PAUSED = [state.value for state in PAUSED]
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_RUNNING_TIME = Q(dossier__limit__endswith=" h") | Q(dossier__limit__endswith=" min")


class Tab(StrEnum):
    """The lists of a desk."""

    MINE = "mine"
    UNIT = "unit"
    SOON = "soon"
    OVERDUE = "overdue"
    WAITING = "waiting"
    PAUSED = "paused"
    PROPOSED = "proposed"
    ASKED = "asked"
    ALL = "all"


class When(StrEnum):
    """How open steps stand: the columns of a workload, and what a list may be narrowed to."""

    LATE = "late"
    SOON = "soon"
    PAUSED = "paused"
    FREE = "free"


@dataclass(frozen=True)
class Desk:
    """Whose desk, and when: the officer, the units in which he works, now and when "soon" ends."""

    officer: UUID | None
    units: frozenset[UUID]
    at: datetime
    soon_until: datetime


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty is everything. `words` are letters of a code or a name."""

    procedure: str = ""
    field: str = ""
    role: str = ""
    unit: str = ""
    officer: str = ""
    when: str = ""
    words: str = ""


def late(at: datetime) -> Q:
    """Steps that are late themselves, or whose dossier is: for hours by instant, else by day."""
    by_instant = _RUNNING_TIME & Q(dossier__lawful_due_at__lt=at)
    by_day = ~_RUNNING_TIME & Q(dossier__lawful_due_at__lt=_midnight(at))
    return Q(due_at__lt=at) | by_instant | by_day


def _midnight(at: datetime) -> datetime:
    return at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)


def soon(at: datetime, until: datetime) -> Q:
    """Steps not late whose deadline comes before `until`."""
    return ~late(at) & (Q(due_at__lt=until) | Q(dossier__lawful_due_at__lt=until))


def open_steps() -> QuerySet[Step]:
    """Steps that have begun and are not over, of dossiers that are not closed."""
    return Step.objects.filter(ended_at__isnull=True, dossier__state__in=_OPEN)


def at_work() -> Q:
    """Steps of dossiers whose clock runs."""
    return Q(dossier__state__in=_AT_WORK)


def paused() -> Q:
    """Steps of dossiers that wait for the applicant."""
    return Q(dossier__state__in=_PAUSED)


def listed(tab: Tab, desk: Desk) -> Q:
    """Which open steps stand in the list `tab` of `desk`; every tab but ASKED, which lists opinions."""
    ours, mine = Q(unit__in=desk.units), Q(owner=desk.officer, owner__isnull=False)
    received_here = Q(dossier__received_by_unit__in=desk.units)
    asked = Exists(Consultation.objects.filter(step=OuterRef("pk"), answered_at__isnull=True))
    of_mine = Q(dossier__contact=desk.officer, dossier__contact__isnull=False)
    proposals = Exists(Proposal.objects.filter(dossier=OuterRef("dossier"), settled_at__isnull=True))
    tabs: Mapping[Tab, Q] = {
        Tab.MINE: mine & at_work(),
        Tab.UNIT: ours & at_work(),
        Tab.SOON: (ours | mine) & at_work() & soon(desk.at, desk.soon_until),
        Tab.OVERDUE: (ours | mine) & at_work() & late(desk.at),
        Tab.WAITING: at_work() & ((of_mine & ~mine) | (mine & Q(asked))),
        Tab.PAUSED: paused() & (ours | mine | received_here),
        Tab.PROPOSED: at_work() & received_here & Q(proposals),
        Tab.ALL: ours,
    }
    return tabs[tab]


def standing(desk: Desk) -> Mapping[When, Q]:
    """Which open steps stand so at the time of `desk`."""
    return {
        When.LATE: at_work() & late(desk.at),
        When.SOON: at_work() & soon(desk.at, desk.soon_until),
        When.PAUSED: paused(),
        When.FREE: at_work() & Q(owner__isnull=True),
    }


def narrowed(rows: QuerySet, filters: Filters, desk: Desk) -> QuerySet:
    """Those of `rows`, steps or opinions of `desk`, which the filters let pass."""
    version = "dossier__procedure_version"
    given = {
        f"{version}__procedure__code": filters.procedure,
        f"{version}__field": filters.field,
        "role": filters.role,
        "unit__code": filters.unit,
        "owner": filters.officer,
    }
    if rows.model is Consultation:
        given = {name: value for name, value in given.items() if name not in ("role", "owner")}
    elif filters.when:
        rows = rows.filter(standing(desk)[When(filters.when)])
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return rows.filter(_words(filters.words)) if filters.words.strip() else rows


def _words(text: str) -> Q:
    """A code that contains `text`, or an applicant whose name has all its words, tone marks or not."""
    named = Q()
    for word in search_key(text).split(" "):
        named &= Q(dossier__applicant__search_key__contains=word)
    return Q(dossier__code__icontains=text.strip()) | named


def opinions(desk: Desk) -> QuerySet[Consultation]:
    """Opinions asked of the units of `desk` and not given."""
    return Consultation.objects.filter(
        answered_at__isnull=True, unit__in=desk.units, dossier__state__in=_OPEN
    )


def versions(rows: QuerySet) -> QuerySet[ProcedureVersion]:
    """The versions of procedures that the dossiers of `rows`, steps or opinions, follow."""
    return ProcedureVersion.objects.filter(pk__in=rows.order_by().values("dossier__procedure_version"))


def page(rows: QuerySet, after: tuple[datetime, UUID] | None, size: int) -> QuerySet:
    """`size` steps or opinions, each with its `deadline`, what is due first on top; `after` the row with that
    deadline and key. Keys are found first, so that what a caller joins is read for one page only.
    """
    due = F("due_at")
    if rows.model is Step:
        due = Coalesce(Least(due, F("dossier__lawful_due_at")), Value(_NEVER))
    rows = rows.annotate(deadline=due)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(deadline__gt=at) | Q(deadline=at, pk__gt=key))
    keys = rows.order_by("deadline", "pk").values("pk")[:size]
    return rows.model.objects.filter(pk__in=keys).annotate(deadline=due).order_by("deadline", "pk")


# `listed` as one pass over the few steps near a desk, of which each list is a part. Composed from `listed`,
# the statement would take longer to write than to run, and would read all open steps.
_COUNTS = """
WITH near AS (
    SELECT id, dossier_id FROM dossiers_step WHERE ended_at IS NULL AND unit_id = ANY(%(units)s::uuid[])
    UNION
    SELECT id, dossier_id FROM dossiers_step WHERE ended_at IS NULL AND owner_id = %(officer)s::uuid
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND d.closed_at IS NULL AND d.contact_id = %(officer)s::uuid
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND d.closed_at IS NULL AND d.received_by_unit_id = ANY(%(units)s::uuid[])
      AND d.state = ANY(%(paused)s::text[])
    UNION
    SELECT s.id, s.dossier_id FROM dossiers_proposal p JOIN dossiers_dossier d ON d.id = p.dossier_id
    JOIN dossiers_step s ON s.dossier_id = d.id
    WHERE s.ended_at IS NULL AND p.settled_at IS NULL AND d.received_by_unit_id = ANY(%(units)s::uuid[])
), seen AS (
    SELECT s.id, s.dossier_id,
           d.state = ANY(%(at_work)s::text[]) AS at_work,
           s.unit_id = ANY(%(units)s::uuid[]) AS ours,
           coalesce(s.owner_id = %(officer)s::uuid, false) AS mine,
           coalesce(d.contact_id = %(officer)s::uuid, false) AS of_mine,
           d.received_by_unit_id = ANY(%(units)s::uuid[]) AS received_here,
           coalesce(s.due_at < %(at)s, false) OR coalesce(d.lawful_due_at < CASE
               WHEN d."limit" LIKE '% h' OR d."limit" LIKE '% min' THEN %(at)s ELSE %(midnight)s END, false
           ) AS late,
           coalesce(least(s.due_at, d.lawful_due_at) < %(soon_until)s, false) AS near_due
    FROM near JOIN dossiers_step s ON s.id = near.id JOIN dossiers_dossier d ON d.id = near.dossier_id
    WHERE d.state = ANY(%(at_work)s::text[]) OR d.state = ANY(%(paused)s::text[])
)
SELECT count(*) FILTER (WHERE at_work AND mine),
       count(*) FILTER (WHERE at_work AND ours),
       count(*) FILTER (WHERE at_work AND (ours OR mine) AND near_due AND NOT late),
       count(*) FILTER (WHERE at_work AND (ours OR mine) AND late),
       count(*) FILTER (WHERE at_work AND (of_mine AND NOT mine OR mine AND EXISTS (
           SELECT 1 FROM dossiers_consultation c WHERE c.step_id = seen.id AND c.answered_at IS NULL))),
       count(*) FILTER (WHERE NOT at_work AND (ours OR mine OR received_here)),
       count(*) FILTER (WHERE at_work AND received_here AND EXISTS (
           SELECT 1 FROM dossiers_proposal p WHERE p.dossier_id = seen.dossier_id AND p.settled_at IS NULL)),
       (SELECT count(*) FROM dossiers_consultation c JOIN dossiers_dossier d ON d.id = c.dossier_id
        WHERE c.answered_at IS NULL AND c.unit_id = ANY(%(units)s::uuid[])
          AND (d.state = ANY(%(at_work)s::text[]) OR d.state = ANY(%(paused)s::text[])))
FROM seen
"""
_COUNTED = tuple(tab for tab in Tab if tab is not Tab.ALL)


def counts(desk: Desk) -> dict[Tab, int]:
    """How many rows each tab of `desk` has, one statement; ALL, which is no tab to choose, is left out."""
    values = {
        "units": list(desk.units),
        "officer": desk.officer,
        "at": desk.at,
        "midnight": _midnight(desk.at),
        "soon_until": desk.soon_until,
        "at_work": _AT_WORK,
        "paused": _PAUSED,
    }
    ((*found,),) = fetched(_COUNTS, values)
    return dict(zip(_COUNTED, found, strict=True))


@dataclass(frozen=True)
class Load:
    """How much lies somewhere: `key` is a unit's code, an officer's id or a role; `name` is for people."""

    key: str
    name: str
    total: int
    standing: Mapping[When, int]


def load(desk: Desk, by: str) -> list[Load]:
    """Open steps in the units of `desk`, counted by "unit", "owner" or "role"; the latest first.

    One statement each. Steps that nobody holds are left out where officers are counted.
    """
    key, name = {
        "unit": ("unit__code", "unit__short_name"),
        "owner": ("owner", "owner__full_name"),
        "role": ("role", "role"),
    }[by]
    rows = open_steps().filter(unit__in=desk.units).exclude(**{f"{key}__isnull": True})
    wanted = {when.value: Count("pk", filter=q) for when, q in standing(desk).items()}
    found = rows.values_list(key, name).annotate(total=Count("pk"), **wanted)
    loads = [
        Load(str(k), n, total, dict(zip(When, rest, strict=True)))
        for k, n, total, *rest in found.order_by(key)
    ]
    return sorted(loads, key=lambda one: (-one.standing[When.LATE], -one.total, one.name))


def to_approve(units: Collection[UUID]) -> QuerySet[Step]:
    """Steps of approval in these units, accepted or not, of dossiers whose clock runs."""
    return open_steps().filter(at_work(), unit__in=units, role=Role.APPROVE.value)


def held_by_officers(officers: Collection[UUID]) -> dict[UUID, int]:
    """How many open steps each of `officers` holds; nobody who holds none."""
    rows = Step.objects.filter(ended_at__isnull=True, owner__in=officers)
    return dict(
        rows.values("owner").annotate(count=Count("pk")).values_list("owner", "count").order_by("owner")
    )
