"""Notices are written: each officer, dossier and matter once, whoever asks how often."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.notifications.models import Notice


@dataclass(frozen=True)
class Matter:
    """What is to be told: the kind, the dossier, what about it (a step, a due date), until when."""

    kind: Notice.Kind
    dossier_id: Any
    about: str
    due_at: datetime | None = None


def tell(at: datetime, told: Iterable[tuple[Collection[Any], Matter]]) -> int:
    """Write a notice for each officer (ids) and matter. Returns how many were asked for; those that are
    there already stay as they are.
    """
    rows = [
        Notice(
            officer_id=officer,
            kind=matter.kind.value,
            dossier_id=matter.dossier_id,
            about=matter.about,
            at=at,
            due_at=matter.due_at,
        )
        for officers, matter in told
        for officer in officers
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(rows)
