"""Drafts as those find them who work on them: locked, and still what was seen."""

from uuid import UUID

from motcua.catalogue.content import VersionContent, content_hash
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.models.mapping import content_of, with_parts
from motcua.catalogue.terms import State


class DraftError(Exception):
    """The draft is gone, is published, or was changed meanwhile; the text (Vietnamese) says which."""


def locked_draft(version_id: UUID, *, seen: str) -> tuple[ProcedureVersion, VersionContent]:
    """The draft, its procedure and itself locked until the transaction ends, and what it says.

    `seen` is the hash of the content that the caller knows. Raises DraftError.
    """
    Procedure.objects.select_for_update().filter(versions=version_id).first()
    found = ProcedureVersion.objects.select_for_update().filter(id=version_id).first()
    if found is None or found.state != State.DRAFT:
        raise DraftError("Bản thảo này không còn: đã được công bố hoặc đã bỏ.")
    version = with_parts(ProcedureVersion.objects.filter(id=version_id)).get()
    content = content_of(version)
    if content_hash(content) != seen:
        raise DraftError("Bản thảo vừa được người khác sửa. Hãy xem lại rồi lưu lần nữa.")
    return version, content
