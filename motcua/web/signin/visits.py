"""The visit that a signed-in browser makes: how it began, when it was seen last, which one is this."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.accounts import lockout
from motcua.accounts.factors import factors_of, must_have_factor
from motcua.accounts.models import User, Visit
from motcua.accounts.visits import VISIT, Note
from motcua.web.shell.access import MUST_ENROL

_EVERY = timedelta(minutes=5)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def address(request: HttpRequest) -> str:
    """The visitor's address, empty when the server was told none."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def enter(request: HttpRequest, user: User, method: str, at: datetime, *, twice: bool = False) -> None:
    """Sign `user` in: a new visit that ends after a working day, however busy it is.

    Who must have a second factor and has none goes nowhere but to setting one up, unless somebody else
    has asked for two already.
    """
    lockout.forget_failures(user.username, address(request))
    login(request, user, backend=_BACKEND)
    request.session.set_expiry(at + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[VISIT] = Note(
        method=method,
        address=address(request),
        agent=request.headers.get("User-Agent", "")[:300],
        began=at.isoformat(),
        seen=at.isoformat(),
    )
    if not twice and must_have_factor(user, at) and not factors_of(user):
        request.session[MUST_ENROL] = True


def handle(request: HttpRequest) -> str:
    """The name on pages of the visit that this request belongs to."""
    return Visit(session_key=request.session.session_key or "").handle


class SeenMiddleware:
    """Notes every few minutes that a signed-in browser is still there, and from where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note: Note | None = request.session.get(VISIT)
        now = timezone.now()
        if note and now - datetime.fromisoformat(note["seen"]) >= _EVERY:
            request.session[VISIT] = {**note, "seen": now.isoformat(), "address": address(request)}
        return self.get_response(request)
