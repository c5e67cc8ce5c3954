"""Give a stuck event another chance, after a person has mended the cause."""

from uuid import UUID

from django.db.models.functions import Now

from motcua.journal.models import Outbox


def retry_stuck(*, event_id: UUID) -> bool:
    """Make the stuck event due again with all its attempts; False when it is not stuck.

    Later events of its subject may have been handled meanwhile.
    """
    stuck = Outbox.objects.filter(pk=event_id, status=Outbox.Status.STUCK)
    return bool(stuck.update(status=Outbox.Status.PENDING, attempts=0, available_at=Now()))
