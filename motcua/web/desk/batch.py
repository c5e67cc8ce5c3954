"""One act on many steps: each an act of its own, so that what fails leaves the rest done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Officer, User
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.take import take
from motcua.dossiers.models import Step
from motcua.dossiers.queries import visible_to
from motcua.dossiers.writing import StaleError
from motcua.web.desk import attempt


@dataclass
class Done:
    """How many were done, and which were not: code of the dossier and why."""

    count: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def _take(*, actor: User, at: datetime, step: Step) -> None:
    """Take a step, accepting it first where it was only handed over."""
    if step.state == Step.State.OFFERED:
        accept(actor=actor, at=at, step=step, take=True)
    else:
        take(actor=actor, at=at, step=step)


def _approve(*, actor: User, at: datetime, step: Step, opinion: str = "") -> None:
    """Approve a step, accepting it first where it was only handed over: two acts, two events."""
    if step.state == Step.State.OFFERED:
        accept(actor=actor, at=at, step=step)
    approve(actor=actor, at=at, step=step, opinion=opinion)


def _assign(*, actor: User, at: datetime, step: Step, officer: Officer) -> None:
    """Assign a step, accepting it first where it was only handed over."""
    if step.state == Step.State.OFFERED:
        accept(actor=actor, at=at, step=step)
    assign(actor=actor, at=at, step=step, officer=officer)


ACTS: Mapping[str, Callable[..., Any]] = {
    "accept": accept,
    "take": _take,
    "assign": _assign,
    "approve": _approve,
}


def do(act: str, marks: Iterable[str], *, actor: User, at: datetime, **inputs: Any) -> Done:
    """Do `act` (a key of ACTS) with every step of `marks` ("key:version") that `actor` may see."""
    done = Done()
    versions = dict(filter(None, map(_parsed, marks)))
    rows = Step.objects.filter(pk__in=versions, dossier__in=visible_to(actor, at))
    for step in rows.select_related("dossier__procedure_version", "leg", "unit", "owner").order_by(
        "due_at", "pk"
    ):
        try:
            if step.version != versions[step.pk]:
                raise StaleError(step)
            with transaction.atomic():  # accepted only if the rest is done as well
                ACTS[act](actor=actor, at=at, step=step, **inputs)
        except attempt.REASONS as error:
            done.failed.append((step.dossier.code, attempt.why(error)))
        else:
            done.count += 1
    return done


def _parsed(mark: str) -> tuple[UUID, int] | None:
    key, _, version = mark.partition(":")
    try:
        return UUID(key), int(version)
    except ValueError:
        return None
