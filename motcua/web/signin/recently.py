"""What guards the account is changed only by who proved himself lately, not by who finds an open screen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from motcua.accounts.visits import VISIT, Note

_LATELY = timedelta(minutes=15)
View = Callable[..., HttpResponse]


def proved_lately(request: HttpRequest, at: datetime) -> bool:
    """Whether this visit began, or the password was given again, in the last quarter of an hour."""
    note: Note | None = request.session.get(VISIT)
    if note is None:
        return False
    return at - datetime.fromisoformat(note.get("confirmed", note["began"])) < _LATELY


def prove(request: HttpRequest, at: datetime) -> None:
    """The password was right once more."""
    request.session[VISIT] = {**request.session[VISIT], "confirmed": at.isoformat()}


def recently(view: View) -> View:
    """Asks for the password first when that was some time ago; then back to one's security page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if proved_lately(request, timezone.now()):
            return view(request, *args, **kwargs)
        onward = request.path if request.method == "GET" else reverse("signin:security")
        return HttpResponseRedirect(f"{reverse('signin:confirm')}?{urlencode({'next': onward})}")

    return guarded
