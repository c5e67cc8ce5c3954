"""Signing in and out."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts.queries import demo_accounts
from motcua.web.shell.access import public
from motcua.web.signin import guessing
from motcua.web.signin.forms.password import SignInForm
from motcua.web.signin.halfway import after_proof
from motcua.web.signin.onward import onward as where


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; once it is right, on to `next`. After too many wrong pairs it waits."""
    onward, at = where(request), timezone.now()
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    if request.method != "POST":
        return _page(request, SignInForm(request), onward, at)
    name = SignInForm.normal(request.POST.get("username", ""))
    if until := guessing.locked(request, name, at):
        return guessing.refused(request, until)
    form = SignInForm(request, request.POST)
    if form.is_valid():
        return after_proof(request, form.user, onward, at, method="password")
    if form.has_error("__all__", "wrong") and (until := guessing.failed(request, name, at)):
        return guessing.refused(request, until)
    return _page(request, form, onward, at)


def _page(request: HttpRequest, form: SignInForm, onward: str, at: datetime) -> HttpResponse:
    context = {"form": form, "next": onward, "demo_accounts": demo_accounts(at), "shared": _shared()}
    return render(request, "signin/door.html", context, status=422 if form.errors else 200)


def _shared() -> str:
    """The name of the shared sign-in, for its button; empty without one."""
    return settings.OIDC["name"] if settings.OIDC else ""


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the visit and says so on the first page."""
    logout(request)
    messages.success(request, _("Bạn đã đăng xuất."))
    return redirect("portal:home")
