"""What an officer is told: notices of the person who is signed in."""

from django.db.models import QuerySet

from motcua.accounts.models import Officer, User
from motcua.notifications.models import MailChoice, Notice
from motcua.server.prepared import fetched

_SHOWN = "dossier__procedure_version"
MANY = 100
# Every page of an officer asks.
_UNREAD = """
SELECT (SELECT count(*) FROM (
    SELECT 1 FROM notifications_notice WHERE officer_id = o.id AND read_at IS NULL LIMIT %s) unread)
FROM accounts_officer o WHERE o.user_id = %s
"""


def of_user(user: User) -> QuerySet[Notice]:
    """All notices to `user`, newest first, each with dossier and procedure."""
    return Notice.objects.filter(officer__user=user).select_related(_SHOWN)


def unread(user: User) -> QuerySet[Notice]:
    """Those that `user` has not read yet."""
    return of_user(user).filter(read_at__isnull=True)


def bell(user: User) -> int | None:
    """How many notices `user` has not read, at most `MANY`; None for who is no officer. One query."""
    rows = fetched(_UNREAD, [MANY, user.pk])
    return rows[0][0] if rows else None


def wants_letters(officer: Officer) -> bool:
    """Whether the daily letter goes to `officer`."""
    choice = MailChoice.objects.filter(officer=officer).first()
    return choice is None or choice.digest
