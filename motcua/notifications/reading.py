"""What an officer does with his notices. Nothing of it is journaled: notices are no record."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Officer
from motcua.notifications.models import MailChoice, Notice


def mark_read(officer: Officer, at: datetime, notices: Collection[UUID] | None = None) -> int:
    """`officer` has read his `notices` (None: all) at `at`; how many were unread till now."""
    rows = Notice.objects.filter(officer=officer, read_at__isnull=True)
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    return rows.update(read_at=at)


def choose_letters(officer: Officer, *, wanted: bool) -> None:
    """Whether the daily letter goes to `officer` from now on."""
    MailChoice.objects.update_or_create(officer=officer, defaults={"digest": wanted})
