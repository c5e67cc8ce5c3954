"""Django's admin asks for permissions by model; the answer comes from the one table of rights."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_somewhere

NEEDED = {
    "orgs": Permission.MANAGE_UNITS,
    "accounts": Permission.MANAGE_OFFICERS,
    "worktime": Permission.MANAGE_CALENDARS,
    "catalogue": Permission.EDIT_CATALOGUE,
    "queueing": Permission.MANAGE_QUEUES,
}
# Units, people and procedures end by a date, they are never deleted; a day of a calendar may be.
_DELETABLE = {"worktime"}


class TableOfRights(BaseBackend):
    """Grants no sign-in, only what `motcua.accounts.permissions` grants in at least one unit."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, codename = perm.partition(".")
        if codename.startswith("delete_") and app not in _DELETABLE:
            return False
        return self.has_module_perms(user_obj, app)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether anything of the app is to be shown; asked some twenty times a page, so answered once."""
        if app_label not in NEEDED or not user_obj.is_active or user_obj.is_anonymous:
            return False
        known: dict[str, bool] = user_obj.__dict__.setdefault("_rights_by_app", {})
        if app_label not in known:
            known[app_label] = may_somewhere(user_obj, NEEDED[app_label], timezone.now())
        return known[app_label]
