"""Transfer an open dossier to the successor unit after a reform (domain.md 11.3): an act of its own."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, moving, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation, Dossier, Transfer
from motcua.dossiers.writing import RECORDED, Writing
from motcua.lib.ids import new_id
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit


@frame.atomically
def transfer(*, actor: User, at: datetime, dossier: Dossier, successor: Unit, document: str) -> None:
    """What lies at units that `successor` succeeds goes there; no date of the dossier moves.

    Open legs end at their old unit and go on at the successor, so that lateness before the transfer stays
    charged to the old one. An opinion that the successor is asked for beside the same step anyway is dropped:
    one unit answers once.

    Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.TRANSFER, successor, at)
    frame.next_state(dossier, Act.TRANSFER)
    policies.check_reason(document, field="document")
    on = frame.local_day(at)
    w = frame.writing(dossier, Act.TRANSFER, actor, at)

    def moves(unit: Unit) -> bool:
        return unit.pk != successor.pk and successor in orgs.successors_of(unit.code, on)

    changed = {
        f"{name}_id": successor.pk for name in ("received_by_unit", "agency") if moves(getattr(dossier, name))
    }
    steps = [s for s in dossier.steps.filter(ended_at__isnull=True).select_related("unit") if moves(s.unit)]
    legs = [x for x in dossier.legs.filter(closed_at__isnull=True).select_related("unit") if moves(x.unit)]
    asked = dossier.consultations.filter(answered_at__isnull=True).select_related("unit")
    opinions = [row for row in asked.order_by("asked_at", "id") if moves(row.unit)]
    policies.check_something_moves([*changed, *steps, *opinions])
    for leg in legs:
        moving.carry_on(w, leg, [step for step in steps if step.leg_id == leg.pk], successor, at)
    _move_opinions(w, opinions, successor, at)
    if changed:
        w.create(_from(dossier, document, at))
        w.update(dossier, **changed)
    w.commit({"ground": ground, "document": document, "to": successor.code})


def _move_opinions(w: Writing, opinions: Sequence[Consultation], successor: Unit, at: datetime) -> None:
    steps = {row.step_id for row in opinions}
    asked = Consultation.objects.filter(step__in=steps, unit=successor)
    already = set(asked.values_list("step_id", flat=True))
    for row in opinions:
        if row.step_id in already:
            w.update(row, answered_at=at, answer=Consultation.Answer.DROPPED.value)
        else:
            w.update(row, unit_id=successor.pk)
            already.add(row.step_id)


def _from(dossier: Dossier, document: str, at: datetime) -> Transfer:
    return Transfer(
        id=new_id(),
        dossier=dossier,
        received_by_unit_id=dossier.received_by_unit_id,
        agency_id=dossier.agency_id,
        document=document,
        transferred_at=at,
        recorded_at=RECORDED,
    )
