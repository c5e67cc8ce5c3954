"""Retire a published version: the procedure is abolished, nothing follows."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.catalogue.events import VERSION_RETIRED
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.writing import point_at_newest
from motcua.catalogue.terms import State
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject


class NotRetirableError(Exception):
    """Only a published version that is still to end on a later day is retired."""


@transaction.atomic
def retire_version(
    *, version_id: UUID, end: date, decision: str, actor: Actor, at: datetime
) -> ProcedureVersion:
    """The version, in effect no more on `end`, by this decision (number of the document).

    Raises NotRetirableError (Vietnamese), and ProcedureVersion.DoesNotExist.
    """
    version = (
        ProcedureVersion.objects.select_for_update(of=["self"]).select_related("procedure").get(id=version_id)
    )
    if version.state != State.PUBLISHED:
        raise NotRetirableError("Chỉ phiên bản đã công bố mới bãi bỏ được.")
    if not version.effective_from <= end <= (version.effective_to or date.max):
        raise NotRetirableError("Ngày bãi bỏ phải nằm trong thời gian hiệu lực của phiên bản.")
    if not decision.strip():
        raise NotRetirableError("Cần số quyết định bãi bỏ.")
    version.state, version.retired_at, version.effective_to = State.RETIRED, at, end
    version.save(update_fields=["state", "retired_at", "effective_to"])
    point_at_newest([version.procedure_id])
    record(
        subject=Subject(Kind.PROCEDURE, version.procedure.code),
        type=VERSION_RETIRED,
        actor=actor,
        occurred_at=at,
        payload={"version": version.id, "number": version.number, "end": end, "decision": decision},
    )
    return version
