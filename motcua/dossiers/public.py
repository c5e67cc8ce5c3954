"""All that whoever holds code and secret may learn of a dossier, as plain values (NĐ 61/2018 article 6).

The applicant's pages know a dossier only through this module. What is not said here is not shown: no
opinions, no notes between officers, no personal data beyond what the holder of the paper knows, that masked.
Officers are named with their title, as the law lets those be known who answer for the work.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.accounts.models import Officer, Position
from motcua.catalogue.terms import Channel
from motcua.dossiers import closing, frame, policies
from motcua.dossiers.deadlines import Ground, Timeliness
from motcua.dossiers.explaining import promise_explained
from motcua.dossiers.lifecycle import OPEN, Act, State
from motcua.dossiers.models import Applicant, Dossier, Pause, Slip, Step
from motcua.dossiers.whole import Whole, whole
from motcua.journal.events import Kind, Subject
from motcua.journal.models import Event
from motcua.journal.queries import history, installation
from motcua.lib.masking import masked_name
from motcua.orgs.models import Unit
from motcua.worktime import calc
from motcua.worktime.explain import Explanation
from motcua.worktime.limits import parse_limit

_READ_WITH = ("procedure_version__procedure", "applicant", "received_by_unit", "agency", "contact")
# Between officers only; what matters of them is told by the act that follows.
_INTERNAL = frozenset({Act.TAKE, Act.RELEASE, Act.PROPOSE_SUPPLEMENT})
_WORTH_A_LOOK = (State.PROCESSING, State.WAITING_SUPPLEMENT, State.READY, State.RETURNED)
_NAMED_PERSONS = (Applicant.Kind.CITIZEN, Applicant.Kind.HOUSEHOLD)
# Compared with what was given where there is no such dossier, so that both answers take as long.
_NOBODYS_SECRET = "00000000"  # noqa: S105 no secret: none has a zero


@dataclass(frozen=True)
class Place:
    """A unit: its code, for its page, and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Holding:
    """A step that runs: where, who answers for it (empty until somebody took it), since and until when."""

    unit: Place
    officer: str
    title: str
    work: str
    since: datetime
    due_at: datetime | None
    accepted: bool


@dataclass(frozen=True)
class Moved:
    """The due date from `since` on, on which ground, and the article or document that it names."""

    ground: Ground
    due_at: datetime
    by: str
    since: datetime


@dataclass(frozen=True)
class Paused:
    """The clock stood still: for which reason, from when, until when it is expected and did end."""

    kind: Pause.Kind
    started_at: datetime
    expected_end_on: date
    ended_at: datetime | None


@dataclass(frozen=True)
class Happened:
    """One act: when, and what of it (the step, or the units it went to)."""

    act: Act
    at: datetime
    detail: str


@dataclass(frozen=True)
class Wanted:
    """What the applicant is asked to bring; `until` is None before reception, where no clock runs."""

    items: tuple[str, ...]
    reason: str
    until: date | None


@dataclass(frozen=True)
class Owed:
    """What is to be paid, in đồng, by the notice with that number."""

    name: str
    amount: int
    notice: str


@dataclass(frozen=True)
class Ended:
    """Why there is no result: the reason and its legal basis."""

    reason: str
    legal_basis: str


@dataclass(frozen=True)
class Seen:
    """A dossier as its applicant sees it at an instant; times are aware.

    `working_days_left` until the promised day, None without one or when nothing is to come any more.
    """

    id: UUID
    code: str
    procedure: str
    procedure_code: str
    owner: str
    state: State
    received_at: datetime | None
    original_due_at: datetime | None
    promised_at: datetime | None
    overdue: bool
    working_days_left: int | None
    timeliness: Timeliness | None
    explanation: Explanation | None
    reception: Place
    agency: Place
    contact: str
    here: tuple[Holding, ...]
    moves: tuple[Moved, ...]
    pauses: tuple[Paused, ...]
    story: tuple[Happened, ...]
    wanted: Wanted | None
    owed: tuple[Owed, ...]
    ended: Ended | None
    ready_at: datetime | None
    returned_at: datetime | None
    return_channel: Channel


@dataclass(frozen=True)
class Sample:
    """A dossier of a demonstration that everybody may try, with its secret."""

    code: str
    secret: str
    state: State


def samples() -> list[Sample]:
    """Of a demonstration the latest dossier in each state worth a look; of a real installation none."""
    if not installation().is_demonstration:
        return []
    rows = Dossier.objects.filter(on_the_spot=False).order_by("-received_at")
    latest = (rows.filter(state=state.value).first() for state in _WORTH_A_LOOK)
    return [Sample(row.code, row.secret, State(row.state)) for row in latest if row]


def opened(code: str, secret: str) -> UUID | None:
    """The key of the dossier that `code` and `secret` open together; None when either is wrong.

    The same work is done for a wrong code and a wrong secret: nobody learns which codes there are.
    """
    row = Dossier.objects.filter(code=code).values_list("pk", "secret").first()
    key, known = row or (None, _NOBODYS_SECRET)
    return key if hmac.compare_digest(known.encode(), secret.encode()) else None


def subject_of(key: UUID) -> Subject:
    """The dossier as the access log knows it."""
    return Subject(Kind.DOSSIER, str(key))


def seen(key: UUID, at: datetime) -> Seen | None:
    """The dossier with this key at the time `at`; None when there is none."""
    dossier = Dossier.objects.select_related(*_READ_WITH).filter(pk=key).first()
    return _seen(whole(dossier), at) if dossier else None


def _seen(all_: Whole, at: datetime) -> Seen:
    dossier, state = all_.dossier, State(all_.dossier.state)
    person = dossier.applicant.kind in _NAMED_PERSONS
    running = state in OPEN
    ready = dossier.outcome == State.READY
    return Seen(
        id=dossier.pk,
        code=dossier.code,
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.code,
        owner=masked_name(dossier.applicant.name) if person else dossier.applicant.name,
        state=state,
        received_at=dossier.received_at,
        original_due_at=dossier.original_due_at,
        promised_at=dossier.promised_at,
        overdue=running and _is_overdue(dossier, at),
        working_days_left=_days_left(dossier, at) if running else None,
        timeliness=closing.timeliness(dossier, dossier.closed_at) if ready else None,
        explanation=promise_explained(dossier),
        reception=_place(dossier.received_by_unit),
        agency=_place(dossier.agency),
        contact=dossier.contact.full_name if dossier.contact else "",
        here=tuple(_holding(step) for step in all_.open_steps),
        moves=tuple(
            Moved(Ground(row.ground), row.due_at, row.article or row.document, row.occurred_at)
            for row in all_.due_dates
        ),
        pauses=tuple(
            Paused(Pause.Kind(row.kind), row.started_at, row.expected_end_on, row.ended_at)
            for row in all_.pauses
        ),
        story=_story(all_),
        wanted=_wanted(all_, state),
        owed=tuple(
            Owed(row.name, row.amount, row.notice)
            for row in all_.settlements
            if row.asked_at and not row.paid_at and not dossier.returned_at
        ),
        ended=_ended(all_, state),
        ready_at=dossier.closed_at if ready else None,
        returned_at=dossier.returned_at,
        return_channel=Channel(dossier.return_channel),
    )


def _place(unit: Unit) -> Place:
    return Place(unit.code, unit.name)


def _is_overdue(dossier: Dossier, at: datetime) -> bool:
    limit = parse_limit(dossier.limit) if dossier.limit else None
    return policies.Clock(dossier.lawful_due_at, limit.unit if limit else None).is_overdue(at)


def _days_left(dossier: Dossier, at: datetime) -> int | None:
    """Working days after today up to the promised day; 0 on that day and after it."""
    if dossier.promised_at is None:
        return None
    today, last = frame.local_day(at), frame.local_day(dossier.promised_at)
    if last <= today:
        return 0
    return calc.working_days_between(frame.calendar_of(dossier.received_by_unit, at), today, last)


def _holding(step: Step) -> Holding:
    return Holding(
        unit=_place(step.unit),
        officer=step.owner.full_name if step.owner else "",
        title=_title(step.owner, frame.local_day(step.opened_at)),
        work=step.name,
        since=step.opened_at,
        due_at=step.due_at,
        accepted=step.state != Step.State.OFFERED,
    )


def _title(officer: Officer | None, on: date) -> str:
    """The officer's title on that day; the first of several."""
    if officer is None:
        return ""
    held = Position.objects.on(on).filter(officer=officer).select_related("title").order_by("valid_from")
    first = held.first()
    return first.title.name if first else ""


def _story(all_: Whole) -> tuple[Happened, ...]:
    events = [
        event
        for event in history(subject_of(all_.dossier.pk))
        if event.type in set(Act) and Act(event.type) not in _INTERNAL
    ]
    names = _names_of(events)
    return tuple(Happened(Act(e.type), e.occurred_at, _detail(e, names, all_)) for e in events)


def _names_of(events: Iterable[Event]) -> dict[str, str]:
    """Names of the units that the events name by code."""
    codes = {code for event in events for code in _units_in(event)}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def _units_in(event: Event) -> list[str]:
    to = event.payload.get("to", event.payload.get("units", []))
    return [to] if isinstance(to, str) else list(to)


def _detail(event: Event, names: dict[str, str], all_: Whole) -> str:
    if event.type == Act.DECIDE_DAY:
        return str(event.payload["document"])
    if units := _units_in(event):
        return ", ".join(names.get(code, code) for code in units)
    step = all_.plan.steps.get(event.payload.get("step", ""))
    return step.name if step else ""


def _wanted(all_: Whole, state: State) -> Wanted | None:
    stage = {
        State.GUIDED: Slip.Stage.RECEPTION,
        State.WAITING_SUPPLEMENT: Slip.Stage.PROCESSING,
    }.get(state)
    rows = [row for row in all_.slips if row.form == Slip.Form.SUPPLEMENT and row.stage == stage]
    if not rows:
        return None
    said = rows[-1].content
    until = said.get("until")
    items = tuple(item for item in said["items"] if item.strip())
    return Wanted(items, said["reason"], date.fromisoformat(until) if until else None)


def _ended(all_: Whole, state: State) -> Ended | None:
    form = {
        State.REFUSED: Slip.Form.REFUSAL,
        State.REFUSED_AT_RECEPTION: Slip.Form.REFUSAL,
        State.STOPPED: Slip.Form.STOP,
    }.get(state)
    rows = [row for row in all_.slips if row.form == form]
    said = rows[-1].content if rows else None
    return Ended(said["reason"], said.get("legal_basis", "")) if said else None
