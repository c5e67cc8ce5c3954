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
    by_day = ~_RUNNING_TIME & Q(dossier__lawful_due_at__lt=midnight(at))
    return Q(due_at__lt=at) | by_instant | by_day


def midnight(at: datetime) -> datetime:
    """When the local day of `at` began."""
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


def to_approve(units: Collection[UUID]) -> QuerySet[Step]:
    """Steps of approval in these units, accepted or not, of dossiers whose clock runs."""
    return open_steps().filter(at_work(), unit__in=units, role=Role.APPROVE.value)


def held_by_officers(officers: Collection[UUID]) -> dict[UUID, int]:
    """How many open steps each of `officers` holds; nobody who holds none."""
    rows = Step.objects.filter(ended_at__isnull=True, owner__in=officers)
    return dict(
        rows.values("owner").annotate(count=Count("pk")).values_list("owner", "count").order_by("owner")
    )
