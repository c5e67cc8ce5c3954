"""Pauses: the clock stops when the applicant is asked for something, and goes on when it is there."""

from datetime import date, datetime

from motcua.dossiers import deadlines, frame
from motcua.dossiers.deadlines import Ground
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
    if dossier.lawful_due_at is None:
        return None
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    move = deadlines.after_restart if restart else deadlines.after_pause
    held = frame.terms_of(dossier)
    moved = move(calendar, dossier.lawful_due_at, held, pause.started_at, at)
    if moved != dossier.lawful_due_at:
        move_lawful(w, dossier, Ground.RESTART if restart else Ground.PAUSE, moved)
    return moved


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
