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
from motcua.issuing.actions.sign_result import sign_result
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


def _sign(*, actor: User, at: datetime, step: Step, seen_draft: int, opinion: str = "") -> None:
    """Sign the draft that was seen and so approve, accepting the step first where it was only handed over."""
    if step.state == Step.State.OFFERED:
        accept(actor=actor, at=at, step=step)
    sign_result(actor=actor, at=at, step=step, seen_draft=seen_draft, opinion=opinion)


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
    "sign": _sign,
}


def do(act: str, marks: Iterable[str], *, actor: User, at: datetime, **inputs: Any) -> Done:
    """Do `act` (a key of ACTS) with every step of `marks` ("key:version", "key:version:draft") that `actor`
    may see.
    """
    done = Done()
    seen = dict(filter(None, map(_parsed, marks)))
    rows = Step.objects.filter(pk__in=seen, dossier__in=visible_to(actor, at))
    for step in rows.select_related("dossier__procedure_version", "leg", "unit", "owner").order_by(
        "due_at", "pk"
    ):
        try:
            version, draft = seen[step.pk]
            if step.version != version:
                raise StaleError(step)
            shown = {"seen_draft": draft} if act == "sign" else {}
            with transaction.atomic():  # accepted only if the rest is done as well
                ACTS[act](actor=actor, at=at, step=step, **inputs, **shown)
        except attempt.REASONS as error:
            done.failed.append((step.dossier.code, attempt.why(error)))
        else:
            done.count += 1
    return done


def _parsed(mark: str) -> tuple[UUID, tuple[int, int]] | None:
    key, _, rest = mark.partition(":")
    version, _, draft = rest.partition(":")
    try:
        return UUID(key), (int(version), int(draft or 0))
    except ValueError:
        return None
