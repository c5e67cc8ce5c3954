"""Throw a draft away; what is published stays as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.catalogue.content import content_hash
from motcua.catalogue.drafts import locked_draft
from motcua.catalogue.events import VERSION_DISCARDED
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject


@transaction.atomic
def discard_draft(*, version_id: UUID, seen: str, actor: Actor, at: datetime) -> None:
    """The draft and its parts are gone; its hash stays in the journal.

    Raises `drafts.DraftError` when it is no draft any more or says something else than what was seen (the
    hash of its content).
    """
    version, content = locked_draft(version_id, seen=seen)
    payload = {"version": version.id, "number": version.number, "content_hash": content_hash(content)}
    version.delete()
    record(
        subject=Subject(Kind.PROCEDURE, content.code),
        type=VERSION_DISCARDED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
