"""The control slip from the legs of a dossier: a row for every hand-over between units."""

from datetime import datetime

from motcua.dossiers import frame
from motcua.dossiers import models as rows
from motcua.orgs import queries as orgs
from motcua.printouts.control_slip import ControlSlip, HandOver
from motcua.printouts.filling import shared
from motcua.printouts.parts import Timeliness

# Lines left to fill in by hand while the papers are still on their way.
_BLANK_ROWS = 2


class NotReceivedError(LookupError):
    """A dossier that was not received goes through no hands."""


def control_of(dossier: rows.Dossier) -> ControlSlip:
    """The control slip of `dossier` as it stands now; dated on the day of receipt, with which it begins.

    Raises NotReceivedError.
    """
    if dossier.received_at is None:
        raise NotReceivedError(dossier.code)
    on = frame.local_day(dossier.received_at)
    legs = list(dossier.legs.select_related("from_unit", "unit", "giver", "receiver"))
    return ControlSlip(
        heading=shared.letterhead(dossier.received_by_unit, on),
        tracking=shared.tracking_of(dossier),
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        received_at=dossier.received_at,
        due_at=dossier.promised_at,
        lead_agency=orgs.name_on(dossier.agency, on),
        cooperating=_cooperating(dossier, legs),
        hand_overs=tuple(_hand_over(leg, legs, dossier) for leg in legs if leg.from_unit),
        blank_rows=0 if dossier.closed_at else _BLANK_ROWS,
    )


def _cooperating(dossier: rows.Dossier, legs: list[rows.Leg]) -> tuple[str, ...]:
    """Agencies on the way besides those that receive and lead, and those asked for an opinion."""
    own = {dossier.received_by_unit_id, dossier.agency_id}
    asked = [row.unit for row in dossier.consultations.select_related("unit")]
    units = {u.pk: u for u in [*(leg.unit for leg in legs), *asked] if u.pk not in own}
    return tuple(unit.name for unit in units.values())


def _hand_over(leg: rows.Leg, legs: list[rows.Leg], dossier: rows.Dossier) -> HandOver:
    on = frame.local_day(leg.handed_at)
    before = _given_by(leg, legs)
    due_at = (leg.hand_over_due_at or before.due_at) if before else None
    return HandOver(
        giving=orgs.name_on(leg.from_unit, on),
        taking=orgs.name_on(leg.unit, on),
        giver=leg.giver.full_name if leg.giver else "",
        taker=leg.receiver.full_name if leg.receiver else "",
        handed_at=leg.handed_at,
        due_at=due_at,
        result=_result(due_at, leg.handed_at),
        note=leg.note,
    )


def _given_by(leg: rows.Leg, legs: list[rows.Leg]) -> rows.Leg | None:
    """The stay of the giving unit that ended with this hand-over: its last one before."""
    before = [one for one in legs if one.unit_id == leg.from_unit_id and one.seq < leg.seq]
    return before[-1] if before else None


def _result(due_at: datetime | None, handed_at: datetime) -> Timeliness | None:
    """How the giver's stay ended. Legs are due at an instant, so the instant decides."""
    if due_at is None:
        return None
    if handed_at > due_at:
        return Timeliness.LATE
    early = frame.local_day(handed_at) < frame.local_day(due_at)
    return Timeliness.EARLY if early else Timeliness.ON_TIME
