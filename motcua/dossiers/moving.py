"""How a dossier moves on: steps begin, legs open where another unit takes over, each with its own clock."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import Officer
from motcua.catalogue.content import Step as Planned
from motcua.catalogue.terms import Role
from motcua.dossiers import deadlines, frame, offices, policies, terms
from motcua.dossiers.deadlines import StepLimit
from motcua.dossiers.models import Dossier, Leg, Step
from motcua.dossiers.plan import Plan, total
from motcua.dossiers.writing import Writing
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.worktime import calc


def first_leg(w: Writing, dossier: Dossier, plan: Plan, at: datetime, officer: Officer | None) -> Step:
    """The leg and step of reception, held by the officer who received."""
    leg = Leg(
        id=new_id(),
        dossier=dossier,
        seq=1,
        unit=dossier.received_by_unit,
        receiver=officer,
        handed_at=at,
        accepted_at=at,
        due_at=_leg_due(plan, plan.first.key, dossier.received_by_unit, dossier.received_by_unit, at),
    )
    w.create(leg)
    return _begin(w, dossier, leg, plan.first, at, owner=officer, accepted=True)


def end_step(w: Writing, step: Step, at: datetime, how: Step.State = Step.State.DONE) -> None:
    """The step is over, `how` says in which way."""
    w.update(step, state=how.value, ended_at=at)


def carry_on(w: Writing, leg: Leg, steps: Sequence[Step], successor: Unit, at: datetime) -> None:
    """The leg ends at its unit, with whatever lateness it has, and a new one at `successor` holds its open
    `steps`, which nobody holds there yet.

    Due dates stay; only a leg that was overdue already gets a clock of its own for the work that is left, so
    that the successor answers for its own time (statistics.md 1: charged to the leg's agency).
    """
    due_at = leg.due_at
    if due_at is not None and due_at < at:
        due_at = max((due for s in steps if (due := _due(successor, at, s.limit))), default=None)
    new = Leg(
        id=new_id(),
        dossier_id=leg.dossier_id,
        seq=_next_leg(w),
        from_unit=leg.unit,
        unit=successor,
        handed_at=at,
        accepted_at=at if leg.accepted_at else None,
        due_at=due_at,
    )
    w.create(new)
    w.update(leg, closed_at=at)
    for step in steps:
        w.update(step, unit_id=successor.pk, owner_id=None, leg_id=new.pk)


def times_out_at(step: Step) -> datetime | None:
    """When the time to answer of a step is over: its own where the process states one, else its limit."""
    plan = terms.plan_of(step.dossier.procedure_version_id, step.dossier.case)
    timeout = plan.steps[step.key].timeout
    return _due(step.unit, step.opened_at, timeout) if timeout else step.due_at


def advance(
    w: Writing,
    step: Step,
    at: datetime,
    *,
    giver: Officer | None,
    chosen: Sequence[str] = (),
) -> list[Step]:
    """Begin what can begin now that `step` is done: in the same unit at once, elsewhere on a new leg.

    Returns the steps begun. The leg is over when none of them stays on it and nothing else runs there.
    """
    plan, done, running = _standing(w, step)
    following = plan.opened_by(step.key, done, running=running, chosen=chosen)
    begun = [_enter(w, step, planned, plan, at, giver) for planned in following]
    _leave(w, step, begun, at)
    return begun


def check_chosen(w: Writing, step: Step, chosen: Sequence[str]) -> None:
    """What is chosen happens only sometimes and begins once `step` is done: nothing is left out silently.

    Raises RefusedError, which names the steps that could be chosen.
    """
    if not chosen:
        return
    plan, done, running = _standing(w, step)
    policies.check_chosen(chosen, plan.sometimes)
    opened = {planned.key for planned in plan.opened_by(step.key, done, running=running, chosen=chosen)}
    left_out = [plan.steps[key].name for key in chosen if key not in opened]
    could = plan.choices(step.key, done, running=running) if left_out else []
    policies.check_chosen_follow(left_out, [planned.name for planned in could])


def choices(w: Writing, step: Step) -> list[Planned]:
    """Steps that happen only sometimes and can be chosen when `step` is completed."""
    plan, done, running = _standing(w, step)
    return plan.choices(step.key, done, running=running)


def _standing(w: Writing, step: Step) -> tuple[Plan, set[str], set[str]]:
    """The process of the dossier, the keys of its steps that are done, of those that run beside `step`."""
    plan = terms.plan_of(step.dossier.procedure_version_id, step.dossier.case)
    done = {found.key for found in w.steps if found.is_done}
    return plan, done, {found.key for found in w.steps if found.runs} - {step.key}


def _leave(w: Writing, step: Step, begun: Sequence[Step], at: datetime) -> None:
    """The leg of `step` is over, unless one of the `begun` or another step is on it."""
    others = {found.leg_id for found in w.steps if found.runs and found.id != step.pk}
    if step.leg_id not in others | {new.leg_id for new in begun}:
        w.update(step.leg, closed_at=at)


def begin_again(w: Writing, step: Step, at: datetime, *, giver: Officer | None) -> list[Step]:
    """Begin the steps before `step` anew, each with whoever held it last, in its unit."""
    dossier = step.dossier
    plan = terms.plan_of(dossier.procedure_version_id, dossier.case)
    done = dossier.steps.filter(state=Step.State.DONE).select_related("owner")
    last = {row.key: row for row in done.order_by("key", "round")}
    before = plan.done_before(step.key, last)
    policies.check_something_before(before)
    begun = []
    for row in (last[key] for key in before):
        w.update(row, state=Step.State.SENT_BACK.value)
        begun.append(_enter(w, step, plan.steps[row.key], plan, at, giver, owner=row.owner))
    _leave(w, step, begun, at)
    return begun


def _enter(
    w: Writing,
    step: Step,
    planned: Planned,
    plan: Plan,
    at: datetime,
    giver: Officer | None,
    owner: Officer | None = None,
) -> Step:
    dossier = step.dossier
    unit = offices.unit_of(planned, dossier.received_by_unit, frame.local_day(at))
    if unit.pk == step.unit_id:
        return _begin(w, dossier, step.leg, planned, at, owner=owner, accepted=True)
    leg = Leg(
        id=new_id(),
        dossier=dossier,
        seq=_next_leg(w),
        from_unit=step.unit,
        unit=unit,
        giver=giver,
        handed_at=at,
        hand_over_due_at=_hand_over_due(step),
        due_at=_leg_due(plan, planned.key, dossier.received_by_unit, unit, at),
    )
    w.create(leg)
    return _begin(w, dossier, leg, planned, at, owner=owner, accepted=False)


def _begin(
    w: Writing,
    dossier: Dossier,
    leg: Leg,
    planned: Planned,
    at: datetime,
    *,
    owner: Officer | None,
    accepted: bool,
) -> Step:
    step = Step(
        id=new_id(),
        dossier=dossier,
        leg=leg,
        key=planned.key,
        round=1 + sum(found.key == planned.key for found in w.steps),
        name=planned.name,
        role=planned.role.value,
        unit=leg.unit,
        owner=owner,
        state=(Step.State.OPEN if accepted else Step.State.OFFERED).value,
        limit=planned.limit,
        opened_at=at,
        due_at=_due(leg.unit, at, planned.limit),
    )
    w.create(step)
    return step


def _due(unit: Unit, at: datetime, limit: str) -> datetime | None:
    if not limit:
        return None
    return deadlines.step_due(frame.calendar_of(unit, at), at, StepLimit.parse(limit))


def _leg_due(plan: Plan, key: str, receiving: Unit, unit: Unit, at: datetime) -> datetime | None:
    """When a leg that begins at `unit` with the step `key` is due: the time of all its steps there."""
    on = frame.local_day(at)
    steps = plan.leg_from(key, lambda planned: offices.unit_of(planned, receiving, on).pk)
    whole = total([planned.limit for planned in steps])
    return deadlines.step_due(frame.calendar_of(unit, at), at, whole) if whole else None


def _hand_over_due(step: Step) -> datetime | None:
    if step.role != Role.RECEIVE:
        return None
    return calc.hand_over_due(frame.calendar_of(step.unit, step.opened_at), step.opened_at)


def _next_leg(w: Writing) -> int:
    """The last leg always has a step; those that this act begins come after it."""
    new = sum(isinstance(row, Leg) for row in w.new)
    return max((found.leg_seq for found in w.steps), default=0) + new + 1
