"""Keep a file: looked over, hashed, stored, and closed until the scanner has seen it."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.attachments import pages, queries
from motcua.attachments.kinds import recognise
from motcua.attachments.models import StoredFile
from motcua.journal.actions.record import record
from motcua.journal.events import SYSTEM, Kind, Subject
from motcua.lib.ids import new_id
from motcua.lib.text import nfc

_NAME = 200


@transaction.atomic
def keep_file(
    *, actor: User | None, at: datetime, name: str, content: bytes, made_here: bool = False
) -> StoredFile:
    """Keep `content`, which somebody called `name`; `actor` is None for a citizen without an account.

    What it is, is recognised by content; the name is only shown. Where the installation has a scanner, the
    file waits for it, unless it was `made_here`, by this program. Raises NotTakenError, which
    says what is wrong with the file.
    """
    kind = recognise(content)
    row = StoredFile(
        id=new_id(),
        name=nfc(name)[-_NAME:] or kind.value,
        kind=kind.value,
        size=len(content),
        pages=pages.count(content, kind),
        sha256=hashlib.sha256(content).hexdigest(),
        state=_first_state(made_here=made_here).value,
        kept_by=actor,
        kept_at=at,
    )
    row.place = storages[queries.STORAGE].save(f"{at:%Y/%m}/{row.pk}", ContentFile(content))
    row.save(force_insert=True)
    record(
        subject=Subject(Kind.FILE, str(row.pk)),
        type="keep_file",
        actor=accounts.actor_of(actor) if actor else SYSTEM,
        occurred_at=at,
        payload={"kind": row.kind, "size": row.size, "sha256": row.sha256, "state": row.state},
    )
    return row


def _first_state(*, made_here: bool) -> StoredFile.State:
    if made_here:
        return StoredFile.State.MADE
    return StoredFile.State.WAITING if queries.scanner() else StoredFile.State.UNSCANNED
