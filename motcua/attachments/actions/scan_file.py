"""Scan a file that waits: it opens, or it is destroyed and its hash stays."""

from datetime import datetime

from django.core.files.storage import storages
from django.db import transaction

from motcua.attachments import queries
from motcua.attachments.models import StoredFile
from motcua.attachments.scanning import ScannerError
from motcua.journal.actions.record import record
from motcua.journal.events import Actor, Kind, Subject


@transaction.atomic
def scan_file(*, actor: Actor, at: datetime, file: StoredFile) -> StoredFile:
    """Ask the scanner about `file`; returns it as it then is. A file that waits no more stays as it is.

    The bytes of an infected one are removed once the event is written. Raises ScannerError when the
    scanner is down: the file goes on waiting, nobody opens it.
    """
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.state != StoredFile.State.WAITING:
        return row
    scanner = queries.scanner()
    if scanner is None:
        raise ScannerError("this installation has no scanner")
    verdict = scanner.scan(queries.content_of(row))
    row.state = StoredFile.State.CLEAN if verdict.clean else StoredFile.State.INFECTED
    row.signature, row.scanned_at = verdict.signature[:200], at
    row.save(update_fields=["state", "signature", "scanned_at"])
    record(
        subject=Subject(Kind.FILE, str(row.pk)),
        type="scan_file",
        actor=actor,
        occurred_at=at,
        payload={"state": row.state, "signature": row.signature},
    )
    if not verdict.clean:
        transaction.on_commit(lambda: storages[queries.STORAGE].delete(row.place))
    return row
