"""What may be asked of the journal."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.journal.events import DEMONSTRATION, INSTALLATION, LATE_ENTRY, REAL, Subject
from motcua.journal.models import Access, Event, Outbox
from motcua.server.prepared import fetched

# Every page asks.
_FIRST = """
SELECT payload ->> 'kind', recorded_at FROM journal_event
WHERE subject_kind = %s AND subject_id = %s ORDER BY seq LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """What the installation said of itself in its first event; real while it has said nothing."""

    kind: str
    begun_at: datetime | None

    @property
    def is_demonstration(self) -> bool:
        return self.kind == DEMONSTRATION


def installation() -> Installation:
    """Whether this is a real installation or a demonstration, and since when (None: not begun)."""
    rows = fetched(_FIRST, [INSTALLATION.kind, INSTALLATION.id])
    if not rows:
        return Installation(REAL, None)
    ((kind, recorded_at),) = rows
    return Installation(DEMONSTRATION if kind == DEMONSTRATION else REAL, recorded_at)


def history(subject: Subject) -> QuerySet[Event]:
    """The subject's events in the order of their chain."""
    return Event.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("seq")


def late_entries() -> QuerySet[Event]:
    """Events entered after an outage (statistics.md 1), newest first; `payload["late_entry"]` says why."""
    return Event.objects.filter(payload__has_key=LATE_ENTRY).order_by(
        "-recorded_at", "subject_kind", "subject_id"
    )


def stuck() -> QuerySet[Outbox]:
    """Events whose handling was given up, with the last error, longest waiting first."""
    return (
        Outbox.objects.filter(status=Outbox.Status.STUCK)
        .select_related("event")
        .order_by("available_at", "pk")
    )


def waiting() -> QuerySet[Outbox]:
    """Events that are still to be handled, due first."""
    return Outbox.objects.filter(status=Outbox.Status.PENDING).order_by("available_at", "pk")


def accesses_to(subject: Subject) -> QuerySet[Access]:
    """Who looked at the subject, newest first."""
    return Access.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("-at", "pk")
