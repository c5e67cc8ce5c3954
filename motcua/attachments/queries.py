"""Questions about files, and their bytes."""

import hashlib

from django.conf import settings
from django.core.files.storage import storages
from django.db.models import QuerySet

from motcua.attachments import pages
from motcua.attachments.kinds import Kind
from motcua.attachments.models import StoredFile
from motcua.attachments.scanning import Clamd

STORAGE = "attachments"


class NotOpenedError(Exception):
    """The file waits for the scanner, was destroyed, or is not what was kept."""


def scanner() -> Clamd | None:
    """The installation's scanner; None where it says that it has none (`MOTCUA_CLAMD=off`)."""
    return Clamd(settings.CLAMD) if settings.CLAMD else None


def waiting() -> QuerySet[StoredFile]:
    """Files that wait for the scanner, the oldest first."""
    return StoredFile.objects.filter(state=StoredFile.State.WAITING).order_by("kept_at", "pk")


def opened(file: StoredFile) -> bytes:
    """The bytes of a file found clean, compared with its hash. Raises NotOpenedError."""
    if not file.may_be_opened:
        raise NotOpenedError(f"file {file.pk} is {file.state}")
    return content_of(file)


def page_of(file: StoredFile, page: int) -> bytes:
    """One page (from 1) as a PNG. Raises NotOpenedError, NotTakenError, IndexError."""
    if not file.may_be_looked_at:
        raise NotOpenedError(f"file {file.pk} is {file.state}")
    return pages.draw(content_of(file), Kind(file.kind), page)


def content_of(file: StoredFile) -> bytes:
    """The bytes as they were kept, for the scanner and for what is decided above. Raises NotOpenedError."""
    try:
        with storages[STORAGE].open(file.place) as kept:
            content: bytes = kept.read()
    except FileNotFoundError as error:
        raise NotOpenedError(f"file {file.pk} is gone") from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise NotOpenedError(f"file {file.pk} is not what was kept")
    return content
