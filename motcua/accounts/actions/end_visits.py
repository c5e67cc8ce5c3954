"""Sign an account out where it is signed in: of its owner's will or by an administrator."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.accounts.events import VISITS_ENDED, of_account
from motcua.accounts.models import User, Visit
from motcua.journal.actions.record import record
from motcua.journal.events import Actor


@transaction.atomic
def end_visits(
    *,
    user: User,
    handles: Collection[str] | None = None,
    kept: str = "",
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """How many visits of `user` ended: those named by `handles` (None: all) but `kept`.

    Their next request finds nobody signed in. Without any there is nothing to record.
    """
    ended = [
        visit.pk
        for visit in Visit.objects.of(user, at)
        if visit.handle != kept and (handles is None or visit.handle in handles)
    ]
    if not ended:
        return 0
    Visit.objects.filter(pk__in=ended).delete()
    payload = {"username": user.username, "count": len(ended), "reason": reason}
    record(subject=of_account(user.pk), type=VISITS_ENDED, actor=actor, occurred_at=at, payload=payload)
    return len(ended)
