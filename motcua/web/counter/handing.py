"""Papers that leave the counter: receptions that are done, handed over together with one list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from motcua.accounts.models import User
from motcua.catalogue.terms import Role
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.lifecycle import AT_WORK
from motcua.dossiers.models import Step
from motcua.orgs.models import Unit
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.counter.here import Here


@dataclass
class Handed:
    """What became of a hand-over: how many dossiers each unit got, and which stayed, with the reason."""

    units: dict[Unit, int] = field(default_factory=dict)
    stayed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many dossiers went."""
        return sum(self.units.values())


def ready(at: Here) -> QuerySet[Step]:
    """Steps of reception that the officer holds, the dossier whose hand-over is due first on top."""
    return (
        Step.objects.filter(
            owner__user=at.user,
            unit__in=at.units,
            role=Role.RECEIVE.value,
            state=Step.State.OPEN.value,
            ended_at__isnull=True,  # as the state says, for the index
            dossier__state__in=[state.value for state in AT_WORK],
        )
        .select_related("dossier__applicant", "dossier__procedure_version", "unit")
        .order_by("opened_at", "dossier__code")
    )


def hand(steps: Iterable[Step], *, actor: User, at: datetime) -> Handed:
    """Hand each dossier over by itself: one that can't go does not hold the others back."""
    handed = Handed()
    for step in steps:
        try:
            begun = hand_over(actor=actor, at=at, step=step)
        except PROBLEMS as problem:
            handed.stayed.append((step.dossier.code, told(problem)))
        else:
            for unit in _units(begun):
                handed.units[unit] = handed.units.get(unit, 0) + 1
    return handed


def _units(begun: Sequence[Step]) -> set[Unit]:
    return {step.unit for step in begun}
