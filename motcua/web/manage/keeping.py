"""Who may decide a calendar: the right must hold in every unit to which it is given."""

from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers.frame import local_day
from motcua.orgs import queries as orgs
from motcua.worktime.models import Calendar


def may_decide(user: User, calendar: Calendar, at: datetime) -> bool:
    """Whether `user` may change `calendar` at `at`: nobody decides for units that he does not manage."""
    units = orgs.keepers_of(calendar, local_day(at))
    return all(accounts.may(user, Permission.MANAGE_CALENDARS, unit, at) for unit in units)
