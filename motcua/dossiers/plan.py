"""The internal process of a version as the dossier follows it: what comes after what, and where. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from motcua.catalogue.content import Process, Step
from motcua.catalogue.terms import Role
from motcua.dossiers.deadlines import StepLimit
from motcua.worktime.limits import Unit

OUTSIDE = frozenset({Role.WAIT})
"""Roles whose steps belong to the applicant: they are pauses of the dossier, no officer holds them."""


_FINAL = frozenset({Role.SEAL, Role.RETURN})


@dataclass(frozen=True)
class Plan:
    """The steps of one process by key, in the published order."""

    steps: Mapping[str, Step]

    @classmethod
    def of(cls, process: Process) -> "Plan":
        """The plan of a published process, whose checks have proved it to be one graph without cycles."""
        return cls({step.key: step for step in process.steps})

    @property
    def first(self) -> Step:
        """The step with which the dossier begins: reception."""
        return next(step for step in self.steps.values() if not step.after)

    def after(self, key: str) -> list[Step]:
        """Steps that follow directly, in the published order."""
        return [step for step in self.steps.values() if key in (step.after or ())]

    @property
    def sometimes(self) -> frozenset[str]:
        """Keys of the steps that happen only where somebody chooses them."""
        return frozenset(key for key, step in self.steps.items() if step.condition)

    def is_final(self, key: str) -> bool:
        """Whether only the return of the result follows: the act that ends this step is `finish`."""
        return all(step.role is Role.RETURN for step in self.after(key)) and self.steps[key].role in _FINAL

    def opened_by(
        self,
        key: str,
        done: Collection[str],
        *,
        running: Collection[str] = (),
        chosen: Collection[str] = (),
    ) -> list[Step]:
        """Steps that can begin now that `key` is done, with `done` done before and `running` under way.

        Steps that happen only sometimes are passed over unless `chosen`; waiting for the applicant is no
        step of an officer and passed over as well. What runs or was done already does not begin again: after
        a dossier was sent back from one of several branches, the others stay as they are.
        """
        over = {*done, key}
        waited_for = {
            k for k in self.steps if k not in over and (k in running or not self._passed(k, chosen))
        }
        found: dict[str, Step] = {}
        for step in self.after(key):
            if waited_for & set(step.after or ()) or step.key in over or step.key in running:
                continue
            if self._passed(step.key, chosen):
                opened = self.opened_by(step.key, over, running=running, chosen=chosen)
                found |= {one.key: one for one in opened}
            else:
                found[step.key] = step
        return list(found.values())

    def choices(self, key: str, done: Collection[str], *, running: Collection[str] = ()) -> list[Step]:
        """Steps that happen only sometimes and would begin if they were chosen now that `key` is done."""
        return [
            self.steps[one]
            for one in sorted(self.sometimes, key=list(self.steps).index)
            if one in {step.key for step in self.opened_by(key, done, running=running, chosen=[one])}
        ]

    def done_before(self, key: str, done: Collection[str]) -> list[str]:
        """Keys of the steps directly before `key` that were done, through those that were passed over."""
        found: dict[str, None] = {}
        for before in self.steps[key].after or ():
            keys = [before] if before in done else self.done_before(before, done)
            found |= dict.fromkeys(keys)
        return list(found)

    def signatures(self, begun: Collection[str]) -> set[str]:
        """Keys of the approvals that a result needs: all, of those that happen only sometimes the `begun`."""
        approvals = [step for step in self.steps.values() if step.role is Role.APPROVE]
        return {step.key for step in approvals if not step.condition or step.key in begun}

    def all_signed(self, begun: Collection[str], done: Collection[str]) -> bool:
        """Whether every approval that a result needs is among the steps `done`; no when it needs none."""
        needed = self.signatures(begun)
        return bool(needed) and needed <= set(done)

    def _passed(self, key: str, chosen: Collection[str]) -> bool:
        step = self.steps[key]
        return step.role in OUTSIDE or bool(step.condition and key not in chosen)

    def leg_from(self, key: str, unit_of: Callable[[Step], object]) -> list[Step]:
        """The steps from `key` on that stay at its unit, one path: what a leg's clock covers.

        `unit_of` says which unit does a step. Steps that are passed over do not end the leg.
        """
        leg = [self.steps[key]]
        here = unit_of(leg[0])
        while following := [s for s in self._next(leg[-1].key) if unit_of(s) == here]:
            leg.append(max(following, key=lambda s: _length(s.limit)))
        return leg

    def _next(self, key: str) -> list[Step]:
        """Steps after `key` on the usual way: waiting and what happens only sometimes are passed over."""
        found: dict[str, Step] = {}
        for step in self.after(key):
            usual = self._next(step.key) if self._passed(step.key, ()) else [step]
            found |= {one.key: one for one in usual}
        return list(found.values())


def total(limits: Collection[str]) -> StepLimit | None:
    """The sum of limits in one unit; None when there is none, or when units are mixed."""
    parsed = [StepLimit.parse(limit) for limit in limits if limit]
    units = {limit.unit for limit in parsed}
    if len(units) != 1 or Unit.SAME_DAY in units:
        return parsed[0] if len(parsed) == 1 else None
    return StepLimit(sum((limit.amount for limit in parsed), Fraction(0)), units.pop())


def _length(limit: str) -> Fraction:
    return StepLimit.parse(limit).amount if limit else Fraction(0)
