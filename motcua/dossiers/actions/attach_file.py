"""Attach a file: the scan or upload of a paper is kept with the paper that it proves."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.attachments.models import StoredFile
from motcua.dossiers import frame, policies, terms
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Attachment, Dossier
from motcua.lib.ids import new_id


@frame.atomically
def attach_file(
    *, actor: User, at: datetime, dossier: Dossier, file: StoredFile, position: int = 0
) -> Attachment:
    """Attach a kept `file` to `dossier` as proof of the paper at `position` of the published list (0: none).

    Raises NotAllowedError, NotPossibleError, StaleError; RefusedError for a paper that is not published.
    """
    ground = frame.authorise(actor, Act.ATTACH_FILE, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.ATTACH_FILE)
    w = frame.writing(dossier, Act.ATTACH_FILE, actor, at)
    if position:
        policies.check_published(terms.components_of(dossier.procedure_version, dossier.case), {position})
    row = Attachment(
        id=new_id(), dossier=dossier, position=position, file=file, sha256=file.sha256, attached_at=at
    )
    w.create(row)
    w.commit({"ground": ground})
    return row
