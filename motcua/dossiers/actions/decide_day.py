"""Decide a day of a calendar, by a numbered document, together with the lawful due dates that it moves."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.dossiers import asking, deciding, frame, policies
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act
from motcua.orgs import queries as orgs
from motcua.worktime.actions.remove_day import remove_day
from motcua.worktime.actions.set_day import set_day
from motcua.worktime.changes import locked
from motcua.worktime.events import DayDecision
from motcua.worktime.models import Calendar


@frame.atomically
def decide_day(
    *, actor: User, at: datetime, calendar: Calendar, on: date, day: DayDecision | None, document: str
) -> deciding.Impact:
    """The day `on` is as `day` says (None: an ordinary one again), and what `deciding.preview` shows is done.

    All of it or nothing. Each dossier that moves gets a row with the ground "calendar" and the `document`
    (number, date, issuer), so that no promise changes unseen; what is overdue stays so. The right must hold
    in every unit to which the calendar is given.

    Raises NotAllowedError, RefusedError, StaleError; ValidationError, by field, for a day that can't be so.
    """
    units = orgs.keepers_of(calendar, frame.local_day(at))
    grounds = [frame.authorise(actor, Act.DECIDE_DAY, unit, at) for unit in units]
    policies.check_reason(document, field="document")
    calendar = locked(calendar)
    impact = deciding.preview(calendar, on, day, at)
    told = {"calendar": calendar, "actor": accounts.actor_of(actor), "at": at}
    if day is None:
        remove_day(on=on, document=document, **told)
    else:
        set_day(day=replace(day, document=document, verified=True), **told)
    for change in impact.moved:
        _move(change, actor, at, {"ground": grounds[0], "day": on, "document": document})
    return impact


def _move(change: deciding.Change, actor: User, at: datetime, told: dict[str, Any]) -> None:
    """A moves by a row with its ground; steps whose time runs over the day are due accordingly."""
    frame.next_state(change.dossier, Act.DECIDE_DAY)
    w = frame.writing(change.dossier, Act.DECIDE_DAY, actor, at)
    asking.move_lawful(w, change.dossier, Ground.CALENDAR, change.after, document=told["document"])
    for step, due_at in change.steps:
        w.update(step, due_at=due_at)
    w.commit(told)
