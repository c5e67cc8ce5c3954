"""The step of preparing a database that loads the shipped calendar."""


def seed() -> None:
    """Load what is shipped and new; nothing that an administrator has decided is touched."""
    from django.utils import timezone

    from motcua.journal.events import SYSTEM
    from motcua.worktime.actions.load_calendars import load_calendars

    load_calendars(actor=SYSTEM, at=timezone.now())
