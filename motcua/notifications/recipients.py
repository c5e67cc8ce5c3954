"""Who hears of a piece of work: whoever holds it, else those who hand it out or may take it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.catalogue.terms import Role
from motcua.dossiers.models import Step
from motcua.orgs.models import Unit

_ASKED_FIRST = (Permission.ASSIGN_DOSSIER, Permission.TAKE_STEP)
_TO_SIGN = (Permission.APPROVE_RESULT, *_ASKED_FIRST)


class Recipients:
    """Answers for one run at the time `at` (aware); the same question goes to the database once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._with: dict[tuple[Any, Permission], list[Any]] = {}

    def of_step(self, step: Step) -> Collection[Any]:
        """Ids of officers: the holder; of a step that nobody holds those who assign work in its unit, where
        nobody does those who may take it; of an approval those who sign.
        """
        if step.owner_id is not None:
            return {step.owner_id}
        return self.first_with(step.unit, _TO_SIGN if step.role == Role.APPROVE else _ASKED_FIRST)

    def asked(self, unit: Unit) -> Collection[Any]:
        """Who may answer for `unit` when its opinion is asked."""
        return self.first_with(unit, (Permission.ASSIGN_DOSSIER, Permission.ANSWER_CONSULTATION))

    def at_counter(self, unit: Unit) -> Collection[Any]:
        """Who issues supplement requests and apologies at the receiving unit."""
        return self.first_with(unit, (Permission.ISSUE_SUPPLEMENT_REQUEST,))

    def leading(self, unit: Unit) -> Collection[Any]:
        """Who leads work in `unit`: assigns it, or signs."""
        return self.first_with(unit, (Permission.ASSIGN_DOSSIER, Permission.APPROVE_RESULT))

    def first_with(self, unit: Unit, permissions: Collection[Permission]) -> Collection[Any]:
        """Officers whose own role in `unit` gives the first of `permissions` that anybody there has."""
        return next((found for one in permissions if (found := self._officers(unit, one))), ())

    def _officers(self, unit: Unit, permission: Permission) -> list[Any]:
        key = (unit.pk, permission)
        if key not in self._with:
            found = accounts.officers_with(permission, unit, self.at)
            self._with[key] = list(found.values_list("pk", flat=True))
        return self._with[key]
