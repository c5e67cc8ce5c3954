"""A dossier with all its rows, read in a fixed number of statements: for its page and for its offers."""

from dataclasses import dataclass
from functools import cached_property

from motcua.dossiers import frame
from motcua.dossiers.models import (
    Consultation,
    Dossier,
    DossierComponent,
    DueDate,
    Leg,
    Pause,
    Proposal,
    ResultPaper,
    Settlement,
    Slip,
    Step,
    Transfer,
)
from motcua.dossiers.plan import Plan
from motcua.orgs.models import Unit


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


def whole(dossier: Dossier) -> Whole:
    """All rows of `dossier`, twelve statements whatever it went through."""
    return Whole(
        dossier,
        steps=list(dossier.steps.select_related("unit", "owner", "leg").order_by("opened_at", "key")),
        legs=list(dossier.legs.select_related("unit", "from_unit", "giver", "receiver").order_by("seq")),
        consultations=list(
            dossier.consultations.select_related("unit", "step", "asked_by", "answered_by").order_by(
                "asked_at", "id"
            )
        ),
        due_dates=list(dossier.due_dates.order_by("seq")),
        pauses=list(dossier.pauses.order_by("started_at")),
        proposals=list(dossier.proposals.select_related("proposed_by").order_by("proposed_at")),
        slips=list(dossier.slips.select_related("unit", "officer", "signer").order_by("issued_at", "id")),
        settlements=list(dossier.settlements.order_by("asked_at", "id")),
        components=list(dossier.components.order_by("position")),
        transfers=list(
            dossier.transfers.select_related("received_by_unit", "agency").order_by("recorded_at")
        ),
        result=ResultPaper.objects.filter(dossier=dossier).select_related("clerk", "returned_by").first(),
    )
