"""The acts that an officer may do now on a dossier: what becomes a button, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, lifecycle, offers, policies, terms
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import Consultation, Dossier, Pause, Slip, Step
from motcua.dossiers.models.rows import Contested
from motcua.dossiers.offers import Facts
from motcua.dossiers.permits import PERMITS, Where
from motcua.dossiers.whole import Whole
from motcua.orgs.models import Unit


@dataclass(frozen=True)
class Offer:
    """An act and the row that it is done on: the dossier, one of its steps or an opinion asked."""

    act: Act
    row: Contested

    @property
    def kind(self) -> str:
        """What the act calls its row: dossier, step or consultation."""
        return self.row._meta.model_name or ""


@dataclass(frozen=True)
class Offering:
    """What `user` may do at `at` with the dossier `rows`."""

    rows: Whole
    user: User
    at: datetime

    def all(self) -> list[Offer]:
        """Every act that would be done now if its inputs are good, in the order of the life cycle."""
        acts = lifecycle.acts_in(State(self.rows.dossier.state))
        return [
            Offer(act, row)
            for act in acts
            if act not in offers.NOT_OFFERED
            for row in self._rows(act)
            if self._permitted(act, row) and policies.may(offers.check, act, self.facts(row))
        ]

    def facts(self, row: Contested) -> Facts:
        """What the guards know of `row`."""
        if isinstance(row, Step):
            return self._facts_of_step(row)
        if isinstance(row, Consultation):
            return replace(self._of_dossier, answered=row.answered_at is not None)
        return self._of_dossier

    def _rows(self, act: Act) -> Iterable[Contested]:
        where = PERMITS[act][1]
        if where is Where.STEP:
            return self.rows.open_steps
        if where is Where.ASKED:
            return self.rows.open_consultations
        return [self.rows.dossier]

    def _permitted(self, act: Act, row: Contested) -> bool:
        permission, where = PERMITS[act]
        if isinstance(row, Dossier):
            unit = row.agency if where is Where.AGENCY else row.received_by_unit
        else:
            unit = row.unit  # type: ignore[attr-defined]
        return permission in self._permissions(unit)

    def _permissions(self, unit: Unit) -> frozenset[Permission]:
        if unit.pk not in self._held:
            self._held[unit.pk] = accounts.permissions_of(self.user, unit, self.at)
        return self._held[unit.pk]

    @cached_property
    def _held(self) -> dict[UUID, frozenset[Permission]]:
        return {}

    @cached_property
    def _of_dossier(self) -> Facts:
        rows, dossier = self.rows, self.rows.dossier
        grounds = {row.ground for row in rows.due_dates}
        pause = rows.open_pause
        return Facts(
            at=self.at,
            clock=frame.clock_of(dossier),
            officer_id=frame.owner_id(self.user),
            asked_at_reception=any(_is_guidance(slip) for slip in rows.slips),
            proposed=any(row.settled_at is None for row in rows.proposals),
            proposed_before=bool(rows.proposals),
            supplement_asked=any(row.kind == Pause.Kind.SUPPLEMENT for row in rows.pauses),
            apologised=Ground.APOLOGY in grounds,
            extended=Ground.EXTENSION in grounds,
            extensions=len(terms.extensions_of(dossier.procedure_version, dossier.case)),
            waits_until=pause.expected_end_on if pause else None,
            unpaid=sum(row.amount for row in rows.settlements if row.paid_at is None),
        )

    def _facts_of_step(self, step: Step) -> Facts:
        plan = self.rows.plan
        done = {row.key for row in self.rows.steps if row.state == Step.State.DONE}
        begun = {row.key for row in self.rows.steps}
        asked = [row for row in self.rows.open_consultations if row.step_id == step.pk]
        return replace(
            self._of_dossier,
            role=step.role,
            final=plan.is_final(step.key),
            signed=plan.all_signed(begun, done),
            before=tuple(plan.done_before(step.key, done)),
            step=policies.Holding(
                unit_id=step.unit_id,
                owner_id=step.owner_id,
                offered=step.state == Step.State.OFFERED,
                over=step.ended_at is not None,
                may_send_back=plan.steps[step.key].may_send_back,
                open_opinions=len(asked),
            ),
            solution=policies.Solution(
                open_steps=[row.key for row in self.rows.open_steps if row.pk != step.pk],
                open_opinions=len(self.rows.open_consultations),
                approved=plan.signatures(begun) <= done | {step.key},
                result_number="?",
            ),
        )


def _is_guidance(slip: Slip) -> bool:
    return slip.form == Slip.Form.SUPPLEMENT and slip.stage == Slip.Stage.RECEPTION


def offering(user: User, rows: Whole, at: datetime) -> list[Offer]:
    """Every act that `user` may do at `at` on the dossier `rows`, and on which row of it."""
    return Offering(rows, user, at).all()
