"""Record that a unit worked on paper: what was taken then may be entered later (statistics.md 1)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, outages, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Outage
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.journal.actions.record import record
from motcua.lib.ids import new_id
from motcua.orgs.events import of_unit
from motcua.orgs.models import Unit


@frame.atomically
def record_outage(
    *, actor: User, at: datetime, unit: Unit, began_at: datetime, ended_at: datetime, ground: str
) -> Outage:
    """From `began_at` to `ended_at` (aware, both within) `unit` received on paper, for the `ground`, which
    names the minutes or the notice of it. The time cannot be changed afterwards.

    Raises NotAllowedError for who is not the head of the unit, RefusedError, by field, for a time that is not
    over, too long ago, or overlaps another outage of the unit.
    """
    right = accounts.ground_for(actor, Permission.APPROVE_OUTAGE_PAPERS, unit, at)
    if right is None:
        raise frame.NotAllowedError(Act.RECEIVE, unit)
    policies.check_reason(ground, field="ground")
    outages.check_outage(began_at, ended_at, at, most=outages.longest())
    row = Outage(
        id=new_id(),
        unit=unit,
        began_at=began_at,
        ended_at=ended_at,
        ground=ground.strip(),
        approved_by=frame.officer_of(actor),
        approved_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as overlaps:
        raise RefusedError(Refusal.OUTAGES_OVERLAP, field="began_at") from overlaps
    record(
        subject=of_unit(unit.code),
        type=outages.OUTAGE_RECORDED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={
            "outage": {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
            "ground": right.as_payload(),
        },
    )
    return row
