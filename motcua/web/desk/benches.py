"""Whose desk a request speaks of: the officer, the units in which he works, and when "soon" ends."""

from datetime import datetime, time, timedelta

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer, User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.dossiers.worklists import Desk
from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.models import Calendar
from motcua.worktime.queries import default_calendar

_WORKS = (Permission.TAKE_STEP, Permission.ANSWER_CONSULTATION, Permission.RECORD_PAYMENT)


def own(user: User, at: datetime) -> Desk:
    """The desk of `user`: steps that he holds, and those of the units in which he works."""
    units = set().union(*(accounts.units_where(user, permission, at) for permission in _WORKS))
    officer = Officer.objects.filter(user=user).values_list("pk", flat=True).first()
    return Desk(officer, frozenset(units), at, _soon_until(at))


def watched(user: User, at: datetime) -> Desk:
    """Everything that lies in the units whose figures `user` may see."""
    units = accounts.units_where(user, Permission.VIEW_REPORTS, at)
    units &= accounts.units_where(user, Permission.VIEW_DOSSIERS, at)
    return Desk(None, frozenset(units), at, _soon_until(at))


def _soon_until(at: datetime) -> datetime:
    """The end of the next working day: what is due by then is coming due."""
    today = frame.local_day(at)
    try:
        last = calc.next_working_day(default_calendar(), today)
    except Calendar.DoesNotExist:
        last = today + timedelta(days=1)
    return datetime.combine(last, time.max, LOCAL)
