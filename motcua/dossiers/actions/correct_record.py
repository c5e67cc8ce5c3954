"""Correct what was typed wrongly: never a date, a state or a promise; seen in the integrity report."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier

CORRECTABLE = frozenset(
    {"name", "id_number", "address", "phone", "email", "submitter_name", "submitter_id_number"}
)


@frame.atomically
def correct_record(*, actor: User, at: datetime, dossier: Dossier, reason: str, **fields: str) -> None:
    """Correct fields of the applicant (`CORRECTABLE`).

    The event tells which, by whom and why, not the values: they are personal data.

    Raises NotAllowedError, RefusedError; ValueError for any other field.
    """
    if not fields or set(fields) - CORRECTABLE:
        raise ValueError(f"not correctable: {sorted(set(fields) - CORRECTABLE)}")
    ground = frame.authorise(actor, Act.CORRECT_RECORD, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.CORRECT_RECORD)
    policies.check_reason(reason)
    w = frame.writing(dossier, Act.CORRECT_RECORD, actor, at)
    for name, value in fields.items():
        setattr(dossier.applicant, name, value)
    dossier.applicant.save(update_fields=[*fields, "search_key"])
    w.commit({"ground": ground, "reason": reason, "fields": sorted(fields)})
