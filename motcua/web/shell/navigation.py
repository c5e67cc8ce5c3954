"""The main navigation as a table: text, first page, all pages of that part, who sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User

Person = User | AnonymousUser


def everybody(user: Person) -> bool:
    """Shown to everybody, signed in or not."""
    return True


def administrators(user: Person) -> bool:
    """Shown to whom the admin lets in."""
    return user.is_authenticated and user.is_staff


@dataclass(frozen=True)
class Item:
    text: Promise
    first: str
    pages: tuple[str, ...]
    shown_to: Callable[[Person], bool] = everybody


ITEMS = (
    Item(_("Thủ tục"), "portal:home", ("portal:home", "portal:procedure", "portal:procedure_version")),
    Item(_("Cơ quan, đơn vị"), "portal:units", ("portal:units", "portal:unit")),
    Item(_("Quản trị"), "admin:index", ("admin:",), administrators),
)
