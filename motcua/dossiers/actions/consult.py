"""Consult other agencies, all at once; silence may count as consent (domain.md 4.3)."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation, Step
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.worktime import calc
from motcua.worktime.limits import Limit, Mode


@frame.atomically
def consult(
    *,
    actor: User,
    at: datetime,
    step: Step,
    units: Sequence[Unit],
    question: str,
    limit: Limit,
    silence_as_consent: bool = False,
) -> list[Consultation]:
    """Ask each of `units` beside `step`, held by `actor`; each has its own deadline in its own calendar.

    A unit that was asked beside this step before is not asked again.

    Raises NotAllowedError, NotPossibleError, RefusedError.
    """
    dossier = step.dossier
    ground = frame.authorise(actor, Act.CONSULT, step.unit, at)
    frame.next_state(dossier, Act.CONSULT)
    w = frame.writing(dossier, Act.CONSULT, actor, at)
    policies.check_held(frame.holding_of(w, step), frame.owner_id(actor))
    policies.check_ask([question], asked_before=False)
    asked = set(step.consultations.values_list("unit_id", flat=True))
    new = {unit.pk: unit for unit in units if unit.pk not in asked}
    policies.check_ask([unit.code for unit in new.values()], asked_before=bool(units) and not new)
    rows = [
        Consultation(
            id=new_id(),
            dossier=dossier,
            step=step,
            unit=unit,
            question=question,
            asked_by=frame.officer_of(actor),
            asked_at=at,
            due_at=calc.due(frame.calendar_of(unit, at), at, limit, Mode.END_OF_DAY).at,
            silence_as_consent=silence_as_consent,
        )
        for unit in new.values()
    ]
    for row in rows:
        w.create(row)
    w.commit({"ground": ground, "step": step.key, "units": sorted(unit.code for unit in new.values())})
    return rows
