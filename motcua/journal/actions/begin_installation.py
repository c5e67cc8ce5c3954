"""Say once and for good whether this installation is real or a demonstration."""

from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import DEMONSTRATION, INSTALLATION, REAL, SYSTEM, Actor
from motcua.journal.models import Event
from motcua.journal.queries import installation


class AlreadyBegun(Exception):
    """The installation has said what it is; that can't be changed."""


@transaction.atomic
def begin_installation(*, kind: str, actor: Actor = SYSTEM, at: datetime | None = None) -> Event:
    """Record the installation's first event, `kind` being "real" or "demonstration".

    A demonstration may set the clock of what it records, so it must be said before a person (anybody but the
    system) has recorded anything: the database raises IntegrityError afterwards. `at` is the database's clock
    when left out. Raises ValueError for another kind, AlreadyBegun the second time.
    """
    if kind not in (REAL, DEMONSTRATION):
        raise ValueError(f"an installation is {REAL} or a {DEMONSTRATION}, not {kind!r}")
    event = record(
        subject=INSTALLATION, type="installation_begun", actor=actor, occurred_at=at, payload={"kind": kind}
    )
    if event.seq != 1:
        raise AlreadyBegun(f"this installation has begun as {installation().kind}")
    return event
