"""Changing one's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.actions.set_password import set_password
from motcua.accounts.queries import actor_of
from motcua.web.shell.access import signed_in
from motcua.web.signin.forms.new_password import NewPasswordForm
from motcua.web.signin.recently import recently


@signed_in
@never_cache
@sensitive_post_parameters("password", "again")
@recently
def new_password(request: HttpRequest) -> HttpResponse:
    """The form; afterwards this browser stays signed in and no other."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        who = {"actor": actor_of(request.user), "at": timezone.now()}
        try:
            user = set_password(user=request.user, password=form.cleaned_data["password"], **who)
            update_session_auth_hash(request, user)
            messages.success(request, _("Đã đổi mật khẩu. Những nơi khác đã bị đăng xuất."))
            return redirect("signin:security")
        except ValidationError as refused:
            form.add_error(None, refused)
    return render(request, "signin/new_password.html", {"form": form}, status=422 if form.errors else 200)
