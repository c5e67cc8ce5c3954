"""Where one is signed in, and ending it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts.actions.end_visits import end_visits
from motcua.accounts.labels import METHODS
from motcua.accounts.models import Visit
from motcua.accounts.queries import actor_of
from motcua.web.shell.access import signed_in
from motcua.web.signin import devices
from motcua.web.signin.visits import handle


@signed_in
@never_cache
def visits(request: HttpRequest) -> HttpResponse:
    """All places where one's own account is signed in, this one marked."""
    here = handle(request)
    rows = Visit.objects.of(request.user, timezone.now())
    shown = [
        (visit, devices.words(visit.agent), METHODS.get(visit.method, ""), visit.handle == here)
        for visit in rows
    ]
    others = sum(not this for _visit, _device, _method, this in shown)
    return render(request, "signin/visits.html", {"visits": shown, "others": others})


@signed_in
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Ends the visit named by `handle`; without one, all but this."""
    named = request.POST.get("handle", "")
    count = end_visits(
        user=request.user,
        handles=[named] if named else None,
        kept=handle(request),
        actor=actor_of(request.user),
        at=timezone.now(),
    )
    told = ngettext("Đã kết thúc %(count)s phiên đăng nhập.", "Đã kết thúc %(count)s phiên đăng nhập.", count)
    if count:
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("Phiên đăng nhập đó đã kết thúc từ trước."))
    return redirect("signin:visits")
