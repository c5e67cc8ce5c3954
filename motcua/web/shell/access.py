"""The door: every view says who may come in, and what says nothing stays shut.

A view is declared with `@public`, `@signed_in`, `@enrolling`, `@requires(Permission.X)` or, for what all
units share, `@requires_for_all(Permission.X)`; views that others wrote (Django's admin) are declared by their
URL namespace in `BLOCKS`. `AccessMiddleware` holds the door, and
tests/conformance/test_access.py walks all addresses.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_for_all, may_somewhere
from motcua.lib.memory import remembering

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """Who may open a view: `kind` names the rule, `permission` what `requires` asks for."""

    kind: str
    permission: Permission | None = None


PUBLIC = Access("public")
SIGNED_IN = Access("signed_in")
ENROLLING = Access("enrolling")
OWN_DOOR = Access("own_door")

FOR_ALL = "requires_for_all"

# In the session of who has to set up a second factor before anything else, and where that is done.
MUST_ENROL = "must_enrol"
ENROL_AT = "signin:security"

# URL namespaces of views that keep their own door: the admin asks for `is_staff` and offers its sign-in.
BLOCKS = {"admin": OWN_DOOR}


def public(view: View) -> View:
    """Everybody may open `view`."""
    return _declare(view, PUBLIC)


def signed_in(view: View) -> View:
    """Whoever has signed in may open `view`; others are sent to the sign-in page and come back."""
    return _declare(view, SIGNED_IN)


def enrolling(view: View) -> View:
    """As `signed_in`, and open also to who has yet to set up the second factor that his roles demand."""
    return _declare(view, ENROLLING)


def requires(permission: Permission) -> Callable[[View], View]:
    """Whoever holds `permission` in at least one unit may open the view.

    Whether it is held in the unit that the page speaks of is asked again by the view, once it knows the unit.
    """
    return lambda view: _declare(view, Access("requires", permission))


def requires_for_all(permission: Permission) -> Callable[[View], View]:
    """Whoever holds `permission` in a unit that stands under none: for what all units share."""
    return lambda view: _declare(view, Access(FOR_ALL, permission))


def _declare(view: View, access: Access) -> View:
    if hasattr(view, "access"):
        raise ValueError(f"{view} declares its access twice")
    view.access = access  # type: ignore[attr-defined]
    return view


def declared(view: View, namespaces: list[str]) -> Access | None:
    """What `view`, reached under the URL `namespaces`, declares; None when it declares nothing."""
    own = getattr(view, "access", None)
    if own is not None:
        return own
    return next((BLOCKS[name] for name in namespaces if name in BLOCKS), None)


class AccessMiddleware:
    """Lets a request through to a view only as the view declares.

    A page that is only looked at asks for rights and units once: at the door, for its content, for its frame.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering() if request.method in ("GET", "HEAD") else nullcontext():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        access = declared(view, match.namespaces if match else [])
        if access is None:
            log.error("view %s declares no access and was refused", getattr(view, "__qualname__", view))
            raise PermissionDenied
        if access == PUBLIC:
            return None
        if access != ENROLLING and request.user.is_authenticated and request.session.get(MUST_ENROL):
            return redirect(ENROL_AT)
        if access == OWN_DOOR:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        may = may_for_all if access.kind == FOR_ALL else may_somewhere
        if access.permission and not may(request.user, access.permission, timezone.now()):
            raise PermissionDenied
        return None
