"""Passkeys: signing in with one, making, naming and removing one's own."""

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import passkeys
from motcua.accounts.actions.add_passkey import add_passkey
from motcua.accounts.actions.remove_passkey import remove_passkey
from motcua.accounts.models import Passkey
from motcua.accounts.passkeys import Door, WrongAnswerError
from motcua.accounts.queries import actor_of
from motcua.web.shell.access import enrolling, public, signed_in
from motcua.web.signin import devices
from motcua.web.signin.enrolled import enrolled
from motcua.web.signin.forms.passkeys import PasskeyForm
from motcua.web.signin.onward import onward
from motcua.web.signin.recently import recently
from motcua.web.signin.visits import enter

_ASKED = "passkey_asked"


def _door(request: HttpRequest) -> Door:
    return Door(urlsplit(settings.ORIGIN).hostname or "", f"{request.scheme}://{request.get_host()}")


def _answer(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@public
@require_POST
def ask_who(request: HttpRequest) -> HttpResponse:
    """What the browser needs for signing in, as JSON."""
    options, request.session[_ASKED] = passkeys.ask_who(_door(request))
    return JsonResponse(options)


@public
@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """In, when the answer is right: no password and no second step are asked for."""
    state, at = request.session.pop(_ASKED, None), timezone.now()
    try:
        if state is None:
            raise WrongAnswerError("nothing was asked")
        user = passkeys.who_answered(_door(request), state, _answer(request.POST.get("answer", "")), at)
    except WrongAnswerError:
        messages.error(request, _("Khóa truy cập này không mở được tài khoản nào ở đây. Hãy dùng mật khẩu."))
        return redirect("signin:sign_in")
    enter(request, user, "passkey", at)
    return HttpResponseRedirect(onward(request))


@enrolling
@require_POST
@recently
def ask_for_new(request: HttpRequest) -> HttpResponse:
    """What the browser needs for making a passkey, as JSON."""
    options, request.session[_ASKED] = passkeys.ask_for_new(_door(request), request.user)
    return JsonResponse(options)


@enrolling
@never_cache
@recently
def add(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device and give it a name."""
    form = PasskeyForm(
        request.POST if request.method == "POST" else None,
        initial={"name": devices.words(request.headers.get("User-Agent", ""))[:60]},
    )
    if form.is_valid():
        try:
            add_passkey(
                user=request.user,
                name=form.cleaned_data["name"],
                door=_door(request),
                state=request.session.pop(_ASKED, {}),
                answer=_answer(form.cleaned_data["answer"]),
                actor=actor_of(request.user),
                at=timezone.now(),
            )
            return enrolled(request, _("Đã thêm khóa truy cập."))
        except ValidationError as refused:
            form.add_error(None, refused.messages)
    return render(request, "signin/passkey.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_POST
@recently
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Removes one's own passkey `key`."""
    passkey = get_object_or_404(Passkey, pk=key, user=request.user)
    try:
        remove_passkey(user=request.user, passkey=passkey, actor=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Đã bỏ khóa truy cập."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("signin:security")
