"""Assign a step to a named officer of its unit: one step, one owner (domain.md 0.1, 4.2)."""

from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer, User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Step


@frame.atomically
def assign(*, actor: User, at: datetime, step: Step, officer: Officer) -> None:
    """Give `step` to `officer`, who has a position in its unit; from one holder to another as well.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.ASSIGN, step.unit, at)
    frame.next_state(step.dossier, Act.ASSIGN)
    w = frame.writing(step.dossier, Act.ASSIGN, actor, at)
    there = accounts.officers_of(step.unit, frame.local_day(at)).filter(officer=officer).exists()
    policies.check_assign(frame.holding_of(w, step), {step.unit_id} if there else set())
    w.update(step, owner_id=officer.pk)
    w.commit({"ground": ground, "step": step.key, "officer": officer.full_name})
