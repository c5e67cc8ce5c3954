"""The main navigation as a table: text, first page, all pages of that part, who sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def everybody(request: HttpRequest) -> bool:
    return True


def administrators(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_staff


@dataclass(frozen=True)
class Item:
    text: Promise
    first: str
    pages: tuple[str, ...]
    shown_to: Callable[[HttpRequest], bool] = everybody


ITEMS = (
    Item(_("Thủ tục"), "portal:home", ("portal:home", "portal:procedure", "portal:procedure_version")),
    Item(_("Cơ quan, đơn vị"), "portal:units", ("portal:units", "portal:unit")),
    Item(_("Quản trị"), "admin:index", ("admin:",), administrators),
)
