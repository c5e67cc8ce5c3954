"""Between the first proof, a password as a rule, and the second: who is expected, and where he was going.

Nobody is signed in meanwhile; the note lies in the session and is good for ten minutes.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from motcua.accounts.factors import factors_of
from motcua.accounts.models import User
from motcua.web.signin.visits import enter

_NOTE = "halfway"
_GOOD_FOR = timedelta(minutes=10)


class Halfway(NamedTuple):
    """Who proved himself once, and where he goes once he is in."""

    user: User
    onward: str


def after_proof(
    request: HttpRequest, user: User, onward: str, at: datetime, *, method: str, twice: bool = False
) -> HttpResponse:
    """In, or to the second step where the account has one, unless `user` is `twice` proved already."""
    if twice or not factors_of(user):
        enter(request, user, method, at, twice=twice)
        return HttpResponseRedirect(onward)
    request.session.cycle_key()
    request.session[_NOTE] = {"user": str(user.pk), "onward": onward, "at": at.isoformat()}
    return redirect("signin:code")


def expected(request: HttpRequest, at: datetime) -> Halfway | None:
    """Who is expected at `at`; None when nobody is, or he took too long or was switched off."""
    note = request.session.get(_NOTE)
    if not note or at - datetime.fromisoformat(note["at"]) > _GOOD_FOR:
        return None
    user = User.objects.filter(pk=note["user"], is_active=True).first()
    return Halfway(user, note["onward"]) if user else None


def arrive(request: HttpRequest, who: Halfway, method: str, at: datetime) -> HttpResponse:
    """The second step is done: in, and on."""
    request.session.pop(_NOTE, None)
    enter(request, who.user, method, at)
    return HttpResponseRedirect(who.onward)
