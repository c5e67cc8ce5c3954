"""Signing in by the shared sign-in of the agency (OpenID Connect)."""

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.accounts import provider
from motcua.accounts.identities import account_of
from motcua.accounts.provider import DeclinedError, Provider, ProviderError
from motcua.web.shell.access import public
from motcua.web.signin.halfway import after_proof
from motcua.web.signin.onward import onward

log = logging.getLogger(__name__)
_ASKED = "shared_asked"


def _provider() -> Provider:
    if settings.OIDC is None:
        raise Http404
    return Provider(**settings.OIDC)


def _back() -> str:
    return settings.ORIGIN.rstrip("/") + reverse("signin:shared_back")


@public
@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider; what was asked lies in the session until the browser is back."""
    try:
        address, question = provider.ask(_provider(), _back())
    except ProviderError as error:
        return _unreachable(request, error)
    request.session[_ASKED] = {**question, "onward": onward(request)}
    return HttpResponseRedirect(address)


@public
@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """From the provider: in, if an administrator linked an account to whom it vouches for."""
    asked, at = request.session.pop(_ASKED, {}), timezone.now()
    try:
        person = provider.answer(_provider(), _back(), asked, request.GET.dict())
    except DeclinedError:
        messages.info(request, _("Nơi đăng nhập chung chưa cho vào. Hãy thử lại hoặc dùng mật khẩu."))
        return redirect("signin:sign_in")
    except ProviderError as error:
        return _unreachable(request, error)
    user = account_of(person, at)
    if user is None:
        return render(request, "signin/unlinked.html", {"name": person.name}, status=403)
    return after_proof(request, user, asked["onward"], at, method="shared", twice=person.proved_twice)


def _unreachable(request: HttpRequest, error: ProviderError) -> HttpResponse:
    log.warning("shared sign-in: %s", error)
    return render(request, "signin/unreachable.html", status=502)
