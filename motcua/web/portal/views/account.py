"""One's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.shell.access import signed_in


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in."""
    return render(request, "portal/account.html", {"user": request.user})
