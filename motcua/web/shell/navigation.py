"""The main navigation as a table: text, first page, all pages of that part, who sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_for_all, may_somewhere

Person = User | AnonymousUser
ADMINISTRATION = (Permission.MANAGE_CALENDARS, Permission.MANAGE_OFFICERS, Permission.MANAGE_UNITS)


def everybody(user: Person) -> bool:
    """Shown to everybody, signed in or not."""
    return True


def administrators(user: Person) -> bool:
    """Shown to who administers anything somewhere, and to whom the admin lets in."""
    if not user.is_authenticated:
        return False
    at = timezone.now()
    return user.is_staff or any(may_somewhere(user, permission, at) for permission in ADMINISTRATION)


def at_a_counter(user: Person) -> bool:
    """Shown to who receives dossiers somewhere."""
    return user.is_authenticated and may_somewhere(user, Permission.RECEIVE_DOSSIER, timezone.now())


def at_a_cash_desk_only(user: Person) -> bool:
    """Shown to who takes money but receives nothing: others come to it from the counter."""
    takes = user.is_authenticated and may_somewhere(user, Permission.RECORD_PAYMENT, timezone.now())
    return takes and not at_a_counter(user)


def at_a_window(user: Person) -> bool:
    """Shown to who calls numbers somewhere."""
    return user.is_authenticated and may_somewhere(user, Permission.CALL_NEXT, timezone.now())


def at_a_desk(user: Person) -> bool:
    """Shown to who may see dossiers somewhere."""
    return user.is_authenticated and may_somewhere(user, Permission.VIEW_DOSSIERS, timezone.now())


def editors(user: Person) -> bool:
    """Shown to who edits the procedures of all units."""
    return user.is_authenticated and may_for_all(user, Permission.EDIT_CATALOGUE, timezone.now())


def survey_teams(user: Person) -> bool:
    """Shown to who conducts surveys somewhere."""
    return user.is_authenticated and may_somewhere(user, Permission.CONDUCT_SURVEYS, timezone.now())


def readers_of_reports(user: Person) -> bool:
    """Shown to who may see reports somewhere."""
    return user.is_authenticated and may_somewhere(user, Permission.VIEW_REPORTS, timezone.now())


@dataclass(frozen=True)
class Item:
    text: Promise
    first: str
    pages: tuple[str, ...]
    shown_to: Callable[[Person], bool] = everybody


TEMPLATES = ("issuing:templates", "issuing:template", "issuing:new_template")
ITEMS = (
    Item(_("Quầy"), "counter:start", ("counter:", "outages:"), at_a_counter),
    Item(_("Gọi số"), "hall:window", ("hall:window",), at_a_window),
    Item(_("Thu phí"), "counter:cash", ("counter:",), at_a_cash_desk_only),
    Item(
        _("Bàn làm việc"),
        "desk:worklist",
        ("desk:", "registers:", "hall:measured", "hall:tickets", "issuing:draft", "issuing:signed"),
        at_a_desk,
    ),
    Item(_("Thủ tục"), "portal:home", ("portal:home", "portal:procedure", "portal:procedure_version")),
    Item(_("Tra cứu hồ sơ"), "portal:track", ("portal:track", "portal:tracked")),
    Item(_("Cơ quan, đơn vị"), "portal:units", ("portal:units", "portal:unit")),
    Item(_("Quản lý thủ tục"), "editor:catalogue", ("editor:", *TEMPLATES), editors),
    Item(_("Đánh giá"), "evaluation:agencies", ("evaluation:agencies",), readers_of_reports),
    Item(_("Chỉ số hài lòng"), "results:rounds", ("results:",)),
    Item(_("Khảo sát"), "surveys:rounds", ("surveys:",), survey_teams),
    Item(_("Quản trị"), "manage:home", ("manage:", "admin:"), administrators),
)
