"""What follows when a second factor was taken into use: recovery codes, where there are none yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from motcua.accounts.actions.make_recovery_codes import make_recovery_codes
from motcua.accounts.factors import factors_of
from motcua.accounts.queries import actor_of
from motcua.web.shell.access import MUST_ENROL


def enrolled(request: HttpRequest, told: str) -> HttpResponse:
    """Says `told`, opens what was shut until now, and shows recovery codes if these are the first."""
    request.session.pop(MUST_ENROL, None)
    messages.success(request, told)
    if factors_of(request.user).codes:
        return redirect("signin:security")
    return new_codes(request)


def new_codes(request: HttpRequest) -> HttpResponse:
    """Makes recovery codes and shows them this once. Raises ValidationError without any factor."""
    at = timezone.now()
    codes = make_recovery_codes(user=request.user, actor=actor_of(request.user), at=at)
    return render(request, "signin/codes.html", {"codes": codes, "at": at})
