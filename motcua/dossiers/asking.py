"""Pauses: the clock stops when the applicant is asked for something, and goes on when it is there."""

from datetime import date, datetime
from typing import Any

from motcua.dossiers import deadlines, frame
from motcua.dossiers.deadlines import Ground, StepLimit
from motcua.dossiers.models import Dossier, DueDate, Pause
from motcua.dossiers.writing import RECORDED, Writing
from motcua.lib.ids import new_id


def begin_pause(w: Writing, dossier: Dossier, kind: Pause.Kind, at: datetime, expected_end_on: date) -> None:
    """The clock stands still from `at`; every pause has an expected end (statistics.md 1)."""
    w.create(
        Pause(
            id=new_id(),
            dossier=dossier,
            kind=kind.value,
            started_at=at,
            started_recorded_at=RECORDED,
            expected_end_on=expected_end_on,
        )
    )


def end_pause(w: Writing, dossier: Dossier, at: datetime, *, restart: bool = False) -> datetime | None:
    """The clock goes on: A moves by the pause, or begins anew where the procedure says so. Returns A."""
    pause = dossier.pauses.get(ended_at__isnull=True)
    w.update(pause, ended_at=at, ended_recorded_at=RECORDED)
    _move_steps(w, dossier, pause.started_at, at)
    if dossier.lawful_due_at is None:
        return None
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    move = deadlines.after_restart if restart else deadlines.after_pause
    held = frame.terms_of(dossier)
    moved = move(calendar, dossier.lawful_due_at, held, pause.started_at, at)
    if moved != dossier.lawful_due_at:
        move_lawful(w, dossier, Ground.RESTART if restart else Ground.PAUSE, moved)
    return moved


def _move_steps(w: Writing, dossier: Dossier, paused_at: datetime, resumed_at: datetime) -> None:
    """Steps and legs that stood still with the dossier are due that much later."""
    legs: dict[Any, datetime] = {}
    running = dossier.steps.filter(ended_at__isnull=True, due_at__isnull=False)
    for step in running.select_related("leg", "unit"):
        calendar, limit = frame.calendar_of(step.unit, resumed_at), StepLimit.parse(step.limit)
        moved = deadlines.step_after_pause(calendar, step.due_at, limit, paused_at, resumed_at)
        if moved != step.due_at:
            w.update(step, due_at=moved)
        if step.leg.due_at is None or step.leg_id in legs:
            continue
        legs[step.leg_id] = deadlines.step_after_pause(
            calendar, step.leg.due_at, limit, paused_at, resumed_at
        )
        if legs[step.leg_id] != step.leg.due_at:
            w.update(step.leg, due_at=legs[step.leg_id])


def move_lawful(
    w: Writing, dossier: Dossier, ground: Ground, due_at: datetime, *, article: str = "", document: str = ""
) -> None:
    """A row moves A, and P with it unless an apology promised another date."""
    add_due(w, dossier, ground, due_at, article=article, document=document)
    apologised = dossier.due_dates.filter(ground=Ground.APOLOGY).exists()
    promised = {} if apologised else {"promised_at": due_at}
    w.update(dossier, lawful_due_at=due_at, **promised)


def add_due(
    w: Writing, dossier: Dossier, ground: Ground, due_at: datetime, *, article: str = "", document: str = ""
) -> None:
    """One more row of the dossier's due dates."""
    w.create(
        DueDate(
            id=new_id(),
            dossier=dossier,
            seq=0 if ground is Ground.ORIGINAL else dossier.due_dates.count(),
            ground=ground.value,
            due_at=due_at,
            article=article,
            document=document,
            occurred_at=w.at,
            recorded_at=RECORDED,
        )
    )
