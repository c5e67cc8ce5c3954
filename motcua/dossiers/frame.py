"""What acts on a dossier begin with: who acts by which right, and the dossier as it stands."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer, User
from motcua.catalogue.terms import Channel
from motcua.dossiers import deadlines, lifecycle, policies, terms
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.permits import PERMITS
from motcua.dossiers.plan import Plan
from motcua.dossiers.writing import StaleError, Writing
from motcua.journal.events import Actor
from motcua.lib.memory import remembering
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.server.prepared import fetched
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.limits import parse_limit

Told = ParamSpec("Told")
Given = TypeVar("Given")
_LOCK = "SELECT state, received_at FROM dossiers_dossier WHERE id = %s FOR UPDATE"


class NotAllowedError(Exception):
    """The actor has no right to the act in that unit."""

    def __init__(self, act: Act, unit: Unit) -> None:
        super().__init__(f"{act} is not allowed in {unit.code}")
        self.act = act
        self.unit = unit


def atomically(act: Callable[Told, Given]) -> Callable[Told, Given]:
    """An act is one transaction at one time, so that it asks each thing of units and rights once."""
    return transaction.atomic(remembering()(act))


def authorise(actor: User, act: Act, unit: Unit, at: datetime) -> dict[str, str]:
    """By which right `actor` may do `act` in `unit`, as the event keeps it. Raises NotAllowedError."""
    permission, _ = PERMITS[act]
    ground = accounts.ground_for(actor, permission, unit, at)
    if ground is None:
        raise NotAllowedError(act, unit)
    return ground.as_payload()


def writing(
    dossier: Dossier, act: Act, actor: User | Actor, at: datetime, late_entry: str | None = None
) -> Writing:
    """The frame in which `act` writes its rows and its event, which bears the name of the act.

    The dossier's row is locked first, so that two legs that end at once see each other. Call it before
    reading what the act depends on. Raises StaleError when the dossier has left the state in which `dossier`
    was read, and RefusedError for a time before its receipt.
    """
    is_new = dossier._state.adding
    if not is_new:
        ((state, received_at),) = fetched(_LOCK, [dossier.pk])
        if state != dossier.state:
            raise StaleError(dossier)
        policies.check_after(received_at or at, at)
    who = actor if isinstance(actor, Actor) else accounts.actor_of(actor)
    return Writing(dossier.pk, act.value, who, at, late_entry, is_new)


def next_state(dossier: Dossier | None, act: Act) -> State:
    """The state after `act`. Raises NotPossibleError."""
    return lifecycle.check(State(dossier.state) if dossier else None, act)


def officer_of(actor: User) -> Officer | None:
    """The officer behind an account; None for an account without one."""
    return getattr(actor, "officer", None)


def local_day(at: datetime) -> date:
    """The local day of an instant."""
    return at.astimezone(LOCAL).date()


def plan_of(dossier: Dossier) -> Plan:
    """The internal process that the dossier follows."""
    return terms.plan_of(dossier.procedure_version_id, dossier.case)


def calendar_of(unit: Unit, at: datetime) -> WorkCalendar:
    """The calendar that `unit` keeps on the day of `at`."""
    return orgs.calendar_for(unit.code, local_day(at))


def terms_of(dossier: Dossier) -> deadlines.Terms:
    """The limit and counting mode that the dossier was received under."""
    limit = parse_limit(dossier.limit) if dossier.limit else None
    return deadlines.Terms(limit, deadlines.Mode(dossier.mode or deadlines.Mode.END_OF_DAY))


def published_terms(dossier: Dossier, area: list[str]) -> deadlines.Terms:
    """What the version grants a dossier received in this area."""
    return terms.terms_of(
        dossier.procedure_version, case=dossier.case, channel=Channel(dossier.channel), area=area
    )


def clock_of(dossier: Dossier) -> policies.Clock:
    """A, how it is compared, and the end of the check window, for the guards."""
    held = terms_of(dossier)
    window = terms.content(dossier.procedure_version).supplement_window
    ends = None
    if window and dossier.received_at:
        calendar = calendar_of(dossier.received_by_unit, dossier.received_at)
        ends = deadlines.window_ends(calendar, dossier.received_at, parse_limit(window))
    return policies.Clock(dossier.lawful_due_at, held.limit.unit if held.limit else None, ends)


def holding_of(w: Writing, step: Step) -> policies.Holding:
    """A step as its guards see it in the act `w`.

    Raises StaleError when somebody changed the step since it was read: an act that asks who holds it but does
    not write it would not notice.
    """
    found = next(found for found in w.steps if found.id == step.pk)
    if found.version != step.version:
        raise StaleError(step)
    return policies.Holding(
        unit_id=step.unit_id,
        owner_id=step.owner_id,
        offered=step.state == Step.State.OFFERED,
        over=step.ended_at is not None,
        may_send_back=plan_of(step.dossier).steps[step.key].may_send_back,
        open_opinions=found.open_opinions,
    )


def owner_id(actor: User) -> Any:
    """The key of the officer behind an account, None without one."""
    officer = officer_of(actor)
    return officer.pk if officer else None
