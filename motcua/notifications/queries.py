"""What an officer is told: notices of the person who is signed in."""

from django.db.models import Count, Q, QuerySet

from motcua.accounts.models import Officer, User
from motcua.notifications.models import MailChoice, Notice

_SHOWN = "dossier__procedure_version"


def of_user(user: User) -> QuerySet[Notice]:
    """All notices to `user`, newest first, each with dossier and procedure."""
    return Notice.objects.filter(officer__user=user).select_related(_SHOWN)


def unread(user: User) -> QuerySet[Notice]:
    """Those that `user` has not read yet."""
    return of_user(user).filter(read_at__isnull=True)


def bell(user: User) -> int | None:
    """How many notices `user` has not read; None for somebody who is no officer. One query."""
    count = Count("notices", filter=Q(notices__read_at__isnull=True))
    return Officer.objects.filter(user=user).annotate(unread=count).values_list("unread", flat=True).first()


def wants_letters(officer: Officer) -> bool:
    """Whether the daily letter goes to `officer`."""
    choice = MailChoice.objects.filter(officer=officer).first()
    return choice is None or choice.digest
