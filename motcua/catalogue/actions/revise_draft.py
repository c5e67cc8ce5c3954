"""Change what a draft says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.catalogue.content import VersionContent, content_hash
from motcua.catalogue.drafts import locked_draft
from motcua.catalogue.events import VERSION_REVISED
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.writing import rewrite
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject


@transaction.atomic
def revise_draft(
    *, version_id: UUID, content: VersionContent, seen: str, part: str, actor: Actor, at: datetime
) -> ProcedureVersion:
    """The draft, now saying `content`, which was made from the content of the hash `seen`.

    The content may have errors; publishing checks it. `part` names the field of the content that was worked
    on, for the record. Raises `drafts.DraftError` when it is no draft any more or says something else than
    what was seen, and ValueError when the code would change.
    """
    version, _before = locked_draft(version_id, seen=seen)
    if content.code != version.procedure.code:
        raise ValueError(f"a draft of {version.procedure.code} can't become one of {content.code}")
    hashed = content_hash(content)
    rewrite(version, content, hashed)
    record(
        subject=Subject(Kind.PROCEDURE, content.code),
        type=VERSION_REVISED,
        actor=actor,
        occurred_at=at,
        payload={"version": version.id, "number": version.number, "part": part, "content_hash": hashed},
    )
    version.refresh_from_db()
    return version
