"""A dossier with all its rows, read in few statements: for its page and for its offers."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, QuerySet

from motcua.dossiers import frame
from motcua.dossiers.models import (
    Attachment,
    Consultation,
    Dossier,
    DossierComponent,
    DueDate,
    Leg,
    Pause,
    Proposal,
    ResultDraft,
    ResultPaper,
    Settlement,
    SignedPaper,
    Slip,
    Step,
    Transfer,
)
from motcua.dossiers.plan import Plan
from motcua.orgs.models import Unit
from motcua.server.prepared import fetched

AnyRow = TypeVar("AnyRow", bound=Model)


@dataclass(frozen=True)
class Whole:
    """Rows in the order in which they came to be; each knows this very `dossier`."""

    dossier: Dossier
    steps: list[Step]
    legs: list[Leg]
    consultations: list[Consultation]
    due_dates: list[DueDate]
    pauses: list[Pause]
    proposals: list[Proposal]
    slips: list[Slip]
    settlements: list[Settlement]
    components: list[DossierComponent]
    transfers: list[Transfer]
    result: ResultPaper | None
    kinds: frozenset[type[Model]]
    """Of the kinds of rows that only some dossiers have, those that it has; also of files and drafts."""

    @property
    def open_steps(self) -> list[Step]:
        """Steps that have begun and are not over."""
        return [step for step in self.steps if step.ended_at is None]

    @property
    def open_consultations(self) -> list[Consultation]:
        """Opinions that were asked and have not come."""
        return [row for row in self.consultations if row.answered_at is None]

    @property
    def open_pause(self) -> Pause | None:
        """The pause that runs now."""
        return next((pause for pause in self.pauses if pause.ended_at is None), None)

    @cached_property
    def plan(self) -> Plan:
        """The internal process that the dossier follows."""
        return frame.plan_of(self.dossier)

    @cached_property
    def units(self) -> dict[object, Unit]:
        """Every unit on the dossier's way by its key: who receives, solves, does a step, is asked."""
        rows = [row.unit for row in (*self.legs, *self.steps, *self.consultations)]
        return {unit.pk: unit for unit in (self.dossier.received_by_unit, self.dossier.agency, *rows)}


# Most dossiers have none of most of these: one statement tells which are worth asking for.
_SELDOM: tuple[type[Model], ...] = (
    Consultation,
    Pause,
    Proposal,
    Slip,
    Settlement,
    Transfer,
    ResultPaper,
    Attachment,
    ResultDraft,
    SignedPaper,
)
_HAS = "EXISTS (SELECT 1 FROM {table} WHERE dossier_id = %(dossier)s)"
_THERE = "SELECT " + ", ".join(_HAS.format(table=model._meta.db_table) for model in _SELDOM)


def whole(dossier: Dossier) -> Whole:
    """All rows of `dossier`: five statements, and one more for each kind of rows that only some have."""
    ((*there,),) = fetched(_THERE, {"dossier": dossier.pk})
    kinds = frozenset(model for model, has in zip(_SELDOM, there, strict=True) if has)

    def seldom(rows: QuerySet[AnyRow], *order: str) -> list[AnyRow]:
        return list(rows.order_by(*order)) if rows.model in kinds else []

    consultations = dossier.consultations.select_related("unit", "step", "asked_by", "answered_by")
    transfers = dossier.transfers.select_related("received_by_unit", "agency")
    results = ResultPaper.objects.filter(dossier=dossier).select_related("clerk", "returned_by")
    return Whole(
        dossier,
        steps=list(dossier.steps.select_related("unit", "owner", "leg").order_by("opened_at", "key")),
        legs=list(dossier.legs.select_related("unit", "from_unit", "giver", "receiver").order_by("seq")),
        consultations=seldom(consultations, "asked_at", "id"),
        due_dates=list(dossier.due_dates.order_by("seq")),
        pauses=seldom(dossier.pauses, "started_at"),
        proposals=seldom(dossier.proposals.select_related("proposed_by"), "proposed_at"),
        slips=seldom(dossier.slips.select_related("unit", "officer", "signer"), "issued_at", "id"),
        settlements=seldom(dossier.settlements, "asked_at", "id"),
        components=list(dossier.components.order_by("position")),
        transfers=seldom(transfers, "recorded_at"),
        result=next(iter(seldom(results, "pk")), None),
        kinds=kinds,
    )
