"""What a dossier's page says of where it is and of its time, made from its rows; decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.content import Step as Planned
from motcua.dossiers import closing, frame, offices, policies
from motcua.dossiers.deadlines import Ground, Timeliness
from motcua.dossiers.labels import GROUNDS, STATES, TIMELINESS
from motcua.dossiers.lifecycle import PAUSED, State
from motcua.dossiers.models import DueDate, Leg, Step
from motcua.dossiers.plan import OUTSIDE
from motcua.dossiers.whole import Whole
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit
from motcua.web.desk import left
from motcua.web.shell import diagram, tones, words
from motcua.worktime import calc, explain
from motcua.worktime.limits import Mode, parse_limit

_TIMELINESS_TONES = {Timeliness.LATE: "red", Timeliness.NO_DUE_DATE: "grey"}


@dataclass(frozen=True)
class Head:
    """The dossier at a glance: its state, and how it stands to its due date (both with a tag's colour)."""

    state: str
    state_tone: str
    timing: str
    timing_tone: str
    apologised: bool


def head(whole: Whole, at: datetime) -> Head:
    """State and timeliness at `at`."""
    dossier = whole.dossier
    state = State(dossier.state)
    timing, tone = _timing(whole, at)
    apologised = any(row.ground == Ground.APOLOGY for row in whole.due_dates)
    return Head(str(STATES[state]), tones.of_state(state), timing, tone, apologised)


def _timing(whole: Whole, at: datetime) -> tuple[str, str]:
    dossier = whole.dossier
    if dossier.outcome == State.READY:
        how = closing.timeliness(dossier, dossier.closed_at)
        return str(TIMELINESS[how]), _TIMELINESS_TONES.get(how, "green")
    if dossier.closed_at or not dossier.received_at:
        return "", ""
    if dossier.lawful_due_at is None:
        return str(TIMELINESS[Timeliness.NO_DUE_DATE]), "grey"
    clock = policies.Clock(dossier.lawful_due_at, parse_limit(dossier.limit).unit)
    if dossier.state in PAUSED and not clock.is_overdue(at):
        return _("đang tạm dừng tính thời gian"), "purple"
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    told = left.left(
        calendar, at, dossier.lawful_due_at, by_day=not parse_limit(dossier.limit).unit.is_running_time
    )
    return told.text, told.tone


@dataclass(frozen=True)
class Here:
    """A step that runs now: who has it, and how its own time stands."""

    step: Step
    offered: bool
    timing: left.Left | None


def here(whole: Whole, at: datetime) -> list[Here]:
    """Where the dossier is: the steps that run."""
    return [
        Here(step, step.state == Step.State.OFFERED, _left_of(step.unit, at, step.due_at))
        for step in whole.open_steps
    ]


def _left_of(unit: Unit, at: datetime, due_at: datetime | None) -> left.Left | None:
    return left.left(frame.calendar_of(unit, at), at, due_at) if due_at else None


# --- the way


def way(whole: Whole, at: datetime) -> list[dict[str, object]]:
    """The steps that have begun, as entries of a timeline.

    Time is measured by the calendars of today: one for each unit, however many steps there were.
    """
    return [_entry(step, at) for step in whole.steps]


def _entry(step: Step, at: datetime) -> dict[str, object]:
    who = step.owner.full_name if step.owner else _("chưa ai giữ")
    parts = [f"{step.unit.short_name}, {who}"]
    if step.ended_at:
        parts.append(f"{step.get_state_display()} {_moment(step.ended_at)}")
        missed = step.due_at and left.overshot(frame.calendar_of(step.unit, at), step.due_at, step.ended_at)
        parts += [missed] if missed and step.state == Step.State.DONE else []
    elif step.due_at:
        parts.append(_("hạn %(due)s") % {"due": _moment(step.due_at)})
    return {
        "time": _moment(step.opened_at),
        "title": step.name if step.round == 1 else f"{step.name} ({_('lần')} {step.round})",
        "text": " · ".join(parts),
        "opinion": step.opinion,
        "now": step.ended_at is None,
    }


def process(whole: Whole, at: datetime) -> list[diagram.Step]:
    """The whole process, for the drawing: what is done, what runs, what is to come and where."""
    last = {step.key: step for step in whole.steps}
    return [_drawn(whole, planned, last.get(planned.key), at) for planned in whole.plan.steps.values()]


def _drawn(whole: Whole, planned: Planned, begun: Step | None, at: datetime) -> diagram.Step:
    unit = begun.unit if begun else _unit_of(whole, planned, at)
    who = unit.short_name if unit else ""
    if begun and begun.owner:
        who = f"{begun.owner.full_name}, {who}"
    return diagram.Step(
        planned.key,
        planned.name,
        who,
        words.limit(planned.limit) if planned.limit else "",
        tuple(planned.after or ()),
        tuple(_marks(planned)),
        "front" if unit is not None and unit.receives else "back",
        _progress(begun),
    )


def _progress(begun: Step | None) -> str:
    if begun is None or begun.state in (Step.State.DROPPED, Step.State.SENT_BACK):
        return ""
    return "now" if begun.ended_at is None else "done"


def _marks(planned: Planned) -> Iterable[str]:
    if planned.condition:
        yield _("Chỉ khi: %(when)s") % {"when": planned.condition}
    if planned.silence_as_consent:
        yield _("Im lặng là đồng ý")


def _unit_of(whole: Whole, planned: Planned, at: datetime) -> Unit | None:
    if planned.role in OUTSIDE:
        return None
    try:
        return offices.unit_of(planned, whole.dossier.received_by_unit, frame.local_day(at))
    except offices.NoOfficeError:
        return None


@dataclass(frozen=True)
class LegLine:
    """A row of the control slip: where, given and taken when, and how its clock stands or stood."""

    leg: Leg
    timing: str
    tone: str


def legs(whole: Whole, at: datetime) -> list[LegLine]:
    """The legs with their clocks."""
    return [_leg(leg, at) for leg in whole.legs]


def _leg(leg: Leg, at: datetime) -> LegLine:
    if leg.due_at is None:
        return LegLine(leg, "", "")
    calendar = frame.calendar_of(leg.unit, at)
    if leg.closed_at is None:
        told = left.left(calendar, at, leg.due_at)
        return LegLine(leg, told.text, told.tone)
    missed = left.overshot(calendar, leg.due_at, leg.closed_at)
    return LegLine(leg, missed or str(TIMELINESS[Timeliness.ON_TIME]), "red" if missed else "green")


# --- time


@dataclass(frozen=True)
class DueLine:
    """One row of the due dates: on which ground, until when, and by which text."""

    row: DueDate
    ground: str
    by: str


def due_lines(whole: Whole) -> list[DueLine]:
    """How the due dates came to be, in order."""
    return [
        DueLine(row, str(GROUNDS[Ground(row.ground)]), row.article or row.document) for row in whole.due_dates
    ]


def explanation(whole: Whole) -> str:
    """How the original due date was computed, in one sentence.

    Empty where there is none, or where the calendar was changed since, so that the sentence would tell of
    another date than the one that was promised.
    """
    dossier = whole.dossier
    if dossier.original_due_at is None or dossier.on_the_spot:
        return ""
    calendar = frame.calendar_of(dossier.received_by_unit, dossier.received_at)
    due = calc.due(calendar, dossier.received_at, parse_limit(dossier.limit), Mode(dossier.mode))
    if due.at != dossier.original_due_at:
        return ""
    told = explain.explain(due)
    return told.en if get_language() == "en" else told.vi


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}"
