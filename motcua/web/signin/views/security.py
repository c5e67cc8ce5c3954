"""What guards one's own account: the app, recovery codes, and proving oneself before changing them."""

from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts import totp
from motcua.accounts.actions.enrol_app import enrol_app
from motcua.accounts.actions.remove_app import remove_app
from motcua.accounts.factors import factors_of, must_have_factor
from motcua.accounts.queries import actor_of
from motcua.accounts.sealing import BrokenSealError, seal, unseal
from motcua.web.shell.access import MUST_ENROL, enrolling, signed_in
from motcua.web.signin import guessing
from motcua.web.signin.enrolled import enrolled, new_codes
from motcua.web.signin.forms.codes import AppForm, ConfirmForm
from motcua.web.signin.onward import onward
from motcua.web.signin.recently import prove, recently

_SECONDS_TO_SET_UP = 15 * 60


@enrolling
@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """Which second factors the account has, and what can be done about them."""
    factors = factors_of(request.user)
    context = {
        "factors": factors,
        "demanded": must_have_factor(request.user, timezone.now()),
        "must_enrol": request.session.get(MUST_ENROL, False),
    }
    return render(request, "signin/security.html", context)


@enrolling
@never_cache
@recently
def app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app: its secret as a QR code, kept once the app shows the right code."""
    if request.method != "POST":
        secret = totp.new_secret()
        sealed = seal(secret, request.user.pk).decode()
        return _setup_page(request, AppForm(initial={"sealed": sealed}), secret, sealed)
    sealed = request.POST.get("sealed", "")
    try:
        secret = unseal(sealed.encode(), request.user.pk, seconds=_SECONDS_TO_SET_UP)
    except BrokenSealError:
        messages.info(request, _("Trang đã mở quá lâu. Hãy quét mã mới dưới đây."))
        return redirect("signin:app")
    form = AppForm(request.POST)
    if form.is_valid():
        try:
            return _enrolled(request, secret, form.cleaned_data["code"])
        except ValidationError as refused:
            form.add_error(None, refused)
    return _setup_page(request, form, secret, sealed)


def _setup_page(request: HttpRequest, form: AppForm, secret: bytes, sealed: str) -> HttpResponse:
    issuer = urlsplit(settings.ORIGIN).hostname or ""
    address = totp.setup_address(secret, request.user.username, issuer)
    context = {
        "form": form,
        "sealed": sealed,
        "picture": segno.make(address, micro=False).svg_data_uri(scale=5, light="white"),
        "letters": totp.in_letters(secret),
    }
    return render(request, "signin/app.html", context, status=422 if form.errors else 200)


def _enrolled(request: HttpRequest, secret: bytes, code: str) -> HttpResponse:
    enrol_app(user=request.user, secret=secret, code=code, actor=actor_of(request.user), at=timezone.now())
    return enrolled(request, _("Đã bật xác minh hai bước bằng ứng dụng xác thực."))


@signed_in
@require_POST
@recently
def drop_app(request: HttpRequest) -> HttpResponse:
    """Gives up the app, where no role demands it."""
    try:
        remove_app(user=request.user, actor=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Đã bỏ ứng dụng xác thực."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("signin:security")


@signed_in
@require_POST
@never_cache
@recently
def codes(request: HttpRequest) -> HttpResponse:
    """Makes new recovery codes and shows them this once."""
    try:
        return new_codes(request)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("signin:security")


@enrolling
@never_cache
@sensitive_post_parameters("password")
def confirm(request: HttpRequest) -> HttpResponse:
    """The password once more; wrong ones count as those at the door."""
    at, name = timezone.now(), request.user.username
    if request.method == "POST" and (until := guessing.locked(request, name, at)):
        return guessing.refused(request, until)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if authenticate(request, username=name, password=form.cleaned_data["password"]) == request.user:
            prove(request, at)
            return HttpResponseRedirect(onward(request))
        if until := guessing.failed(request, name, at):
            return guessing.refused(request, until)
        form.add_error("password", _("Mật khẩu không đúng."))
    context = {"form": form, "next": onward(request), "has_password": request.user.has_usable_password()}
    return render(request, "signin/confirm.html", context, status=422 if form.errors else 200)
