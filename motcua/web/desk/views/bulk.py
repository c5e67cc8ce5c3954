"""Many steps at once: accepted, taken, assigned or approved, each by an act of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from motcua.accounts.models import Officer
from motcua.accounts.permissions import Permission
from motcua.lib.memory import remembering
from motcua.web.desk import batch, sight
from motcua.web.shell.access import requires


@requires(Permission.VIEW_DOSSIERS)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """`act` with all `rows`; what was not done is listed with its reason, the rest is done."""
    act = request.POST.get("act", "")
    if act not in batch.ACTS:
        raise Http404
    back = _back(request)
    inputs = _inputs(request, act)
    marks = request.POST.getlist("rows")
    if not marks or inputs is None:
        messages.warning(request, _missing(marks))
        return HttpResponseRedirect(back)
    with remembering():
        done = batch.do(act, marks, actor=request.user, at=sight.now(), **inputs)
    if not done.failed:
        messages.success(request, _count(done.count))
        return HttpResponseRedirect(back)
    return render(request, "desk/bulk.html", {"done": done, "told": _count(done.count), "back": back})


def _missing(marks: list[str]) -> str:
    return _("Hãy chọn người được giao.") if marks else _("Chưa chọn hồ sơ nào, nên chưa có gì thay đổi.")


def _count(count: int) -> str:
    return ngettext("Đã làm %(count)s việc.", "Đã làm %(count)s việc.", count) % {"count": count}


def _inputs(request: HttpRequest, act: str) -> dict[str, Any] | None:
    """What the act asks for beside the steps; None when it is missing."""
    if act in ("approve", "sign"):
        return {"opinion": request.POST.get("opinion", "").strip()}
    if act != "assign":
        return {}
    try:
        officer = Officer.objects.filter(pk=UUID(request.POST.get("officer", ""))).first()
    except ValueError:
        return None
    return {"officer": officer} if officer else None


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("desk:worklist")
