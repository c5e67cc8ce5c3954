"""Write a new version of a procedure as a draft, to be worked on before it is published."""

from datetime import date, datetime

from django.db import transaction

from motcua.catalogue.content import VersionContent, content_hash
from motcua.catalogue.events import VERSION_DRAFTED
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.models.writing import Draft, insert
from motcua.catalogue.terms import Origin
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject


@transaction.atomic
def draft_version(
    *,
    content: VersionContent,
    start: date,
    end: date | None = None,
    origin: Origin = Origin.LOCAL,
    actor: Actor,
    at: datetime,
) -> ProcedureVersion:
    """A draft of `content`, meant to be in effect from `start` and before `end`.

    The content may still have errors; publishing checks it. A procedure of an unknown code is new.
    """
    procedure = Procedure.objects.select_for_update().filter(code=content.code).first()
    own_hash = content_hash(content)
    draft = Draft(content, own_hash, own_hash, origin, start, end, procedure)
    (version,) = insert([draft])
    record(
        subject=Subject(Kind.PROCEDURE, content.code),
        type=VERSION_DRAFTED,
        actor=actor,
        occurred_at=at,
        payload={"version": version.id, "number": version.number, "content_hash": own_hash},
    )
    return version
