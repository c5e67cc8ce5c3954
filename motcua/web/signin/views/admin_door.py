"""The admin has no sign-in of its own: one door, one lock against guessing."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.web.shell.access import public, signed_in


@public
def admin_login(request: HttpRequest) -> HttpResponse:
    """To our sign-in page; who is signed in and still comes here may not enter the admin."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


@signed_in
def admin_password(request: HttpRequest) -> HttpResponse:
    """To our page for a new password: it asks for the old one when needed, and is journaled."""
    return redirect("signin:new_password")
