"""What the frame around every page shows."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from motcua.journal.queries import installation
from motcua.lib.memory import remembering
from motcua.notifications.queries import bell
from motcua.web.shell import preferences
from motcua.web.shell.navigation import ITEMS, Item


@dataclass(frozen=True)
class Link:
    """An entry of the main navigation; `here`: inside this part, `exact`: this very page."""

    text: Promise
    url: str
    here: bool
    exact: bool


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` with language, theme, navigation, the person and the demonstration mark."""
    user = getattr(request, "user", AnonymousUser())
    with remembering():
        navigation = [_link(request, item) for item in ITEMS if item.shown_to(user)]
    return {
        "shell": {
            "language": preferences.language(request),
            "theme": preferences.theme(request),
            "here": request.get_full_path() if request.method == "GET" else "/",
            "navigation": navigation,
            "person": str(user) if user.is_authenticated else "",
            "bell": bell(user) if user.is_authenticated else None,
            "demonstration": installation().is_demonstration,
        }
    }


def _link(request: HttpRequest, item: Item) -> Link:
    match = request.resolver_match
    name = match.view_name if match else ""
    return Link(
        text=item.text,
        url=reverse(item.first),
        here=any(name == page or (page.endswith(":") and name.startswith(page)) for page in item.pages),
        exact=name == item.first,
    )
