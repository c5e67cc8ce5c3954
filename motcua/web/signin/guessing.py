"""What happens to who guesses: counted, told until when to wait, written down."""

import logging
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.accounts import lockout
from motcua.accounts.actions.lock_out import lock_out
from motcua.accounts.models import User
from motcua.journal.events import SYSTEM
from motcua.web.signin.visits import address

log = logging.getLogger(__name__)


def locked(request: HttpRequest, username: str, at: datetime) -> datetime | None:
    """Until when nobody may try `username` from where `request` comes; None when one may."""
    return lockout.locked_until(username, address(request), at)


def failed(request: HttpRequest, username: str, at: datetime) -> datetime | None:
    """Count a wrong try; until when to wait if it was one too many. An account's lock is journaled."""
    reached = lockout.count_failure(username, address(request), at)
    until = locked(request, username, at)
    if until:
        log.warning("sign-in from %s is locked until %s", address(request), until.isoformat())
    user = User.objects.filter(username=username, is_active=True).first() if reached else None
    if user and until:
        lock_out(user=user, until=until, actor=SYSTEM, at=at)
    return until


def refused(request: HttpRequest, until: datetime) -> HttpResponse:
    """The page that says when to try again, the same for every name."""
    return render(request, "signin/locked.html", {"until": until}, status=429)
