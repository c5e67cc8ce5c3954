"""Late steps that are charged to nobody, or not to who held them: outages, and what came late already.

domain.md 7.3: nobody answers for what he could not do. A step is spared for an outage of its agency when
without the time, or the working days, that the outage took it had been in time.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from motcua.dossiers.models import Outage
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.worktime import calc
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.limits import parse_limit

_DAY = timedelta(days=1)


class LateStep(NamedTuple):
    """A step that ended after its due instant or day; `owner` None when nobody held it."""

    id: UUID
    dossier: UUID
    unit: UUID
    agency: UUID
    owner: UUID | None
    limit: str
    opened_at: datetime
    due_at: datetime
    ended_at: datetime


Times = Sequence[tuple[datetime, datetime]]


def by_outage(steps: Iterable[LateStep], agencies: Mapping[UUID, UUID], seen: datetime) -> list[UUID]:
    """Which of `steps` an outage of their agency made late, of those approved before `seen`.

    `agencies` tells of each unit its agency.
    """
    outages: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for outage in Outage.objects.filter(approved_at__lt=seen).order_by("began_at"):
        agency = agencies.get(outage.unit_id, outage.unit_id)
        outages.setdefault(agency, []).append((outage.began_at, outage.ended_at))
    return [step.id for step in steps if _spared(step, outages.get(step.agency, []))]


def _spared(step: LateStep, outages: Times) -> bool:
    inside = [
        (max(began, step.opened_at), min(ended, step.ended_at))
        for began, ended in outages
        if began < step.ended_at and ended > step.opened_at
    ]
    if not inside:
        return False
    if parse_limit(step.limit).unit.is_running_time:
        lost = sum((ended - began for began, ended in inside), timedelta())
        return step.ended_at - lost <= step.due_at
    calendar = orgs.calendar_for(Unit.objects.get(pk=step.unit).code, _local_day(step.due_at))
    late = calc.working_days_between(calendar, _local_day(step.due_at), _local_day(step.ended_at))
    return late <= len(set().union(*(_worked_days(calendar, *times) for times in inside)))


def _local_day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _worked_days(calendar: WorkCalendar, began: datetime, ended: datetime) -> set[date]:
    """The working days that the time touches."""
    first, last = _local_day(began), _local_day(ended)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day for day in days if calc.working_days_between(calendar, day - _DAY, day)}


Got = Iterable[tuple[Any, str, str | None, datetime]]
"""(dossier, step, officer who got it or None, when), in the order in which it happened."""


def came_late(steps: Iterable[LateStep], got: Got) -> list[UUID]:
    """Which of `steps` were late already when who held them at their end got them."""
    since: dict[tuple[str, str], datetime] = {}
    holder: dict[str, str | None] = {}
    for _dossier, step, officer, at in got:
        if officer and holder.get(step) != officer:
            since[step, officer] = at
        holder[step] = officer
    return [
        step.id
        for step in steps
        if step.owner
        and (at := since.get((str(step.id), str(step.owner))))
        and step.opened_at < at <= step.ended_at
        and _is_past(step, at)
    ]


def _is_past(step: LateStep, at: datetime) -> bool:
    if parse_limit(step.limit).unit.is_running_time:
        return at > step.due_at
    return _local_day(at) > _local_day(step.due_at)
