"""The second step of signing in: a code of the app, or one from paper."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.actions.use_recovery_code import use_recovery_code
from motcua.accounts.factors import factors_of, takes_app_code
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.accounts.totp import DIGITS
from motcua.web.shell.access import public
from motcua.web.signin import guessing, halfway
from motcua.web.signin.forms.codes import CodeForm


@public
@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The form; once the code is right, on to where the person was going."""
    at = timezone.now()
    who = halfway.expected(request, at)
    if who is None:
        messages.info(request, _("Đã quá lâu từ khi nhập mật khẩu. Hãy đăng nhập lại từ đầu."))
        return redirect("signin:sign_in")
    if until := guessing.locked(request, who.user.username, at):
        return guessing.refused(request, until)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        method = _proved(who.user, form.cleaned_data["code"], at)
        if method:
            return halfway.arrive(request, who, method, at)
        if until := guessing.failed(request, who.user.username, at):
            return guessing.refused(request, until)
        form.add_error("code", _("Mã không đúng, đã dùng rồi hoặc đã hết hạn. Hãy chờ mã mới rồi gõ lại."))
    context = {"form": form, "factors": factors_of(who.user), "next": who.onward}
    return render(request, "signin/code.html", context, status=422 if form.errors else 200)


def _proved(user: User, text: str, at: datetime) -> str:
    """By which method `text` proves `user`; empty when it does not."""
    if len(text) == DIGITS and text.isdecimal():
        return "app" if takes_app_code(user, text, at) else ""
    return "recovery" if use_recovery_code(user=user, code=text, actor=actor_of(user), at=at) else ""
