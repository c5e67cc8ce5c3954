"""Write down that somebody looked: the one helper of the access log."""

from collections.abc import Sequence

from motcua.journal.events import Actor, Subject
from motcua.journal.models import Access


def log_access(
    *,
    subject: Subject,
    actor: Actor,
    purpose: str,
    fields: Sequence[str] = (),
    position: str = "",
    unit: str = "",
    address: str | None = None,
) -> Access:
    """One row: who (with position and unit as they are now), which subject and fields, why, from where.

    The time is the database's. The only write that a GET may make (architecture 7, habit 8).
    """
    if not purpose.strip():
        raise ValueError("an access has a purpose")
    return Access.objects.create(
        actor_id=actor.id,
        actor_name=actor.name,
        position=position,
        unit=unit,
        subject_kind=subject.kind,
        subject_id=subject.id,
        purpose=purpose,
        fields=list(fields),
        address=address,
    )
