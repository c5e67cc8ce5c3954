"""Units that one manages: found by name, founded, renamed, ended; each an act in the journal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, units_where
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.web.manage.forms.units import CloseForm, FoundForm, RenameForm
from motcua.web.manage.views.officers import acted
from motcua.web.shell.access import requires

_SHOWN = 100
_FORMS: dict[str, tuple[Any, Any]] = {
    "below": (FoundForm, gettext_lazy("Lập đơn vị trực thuộc")),
    "rename": (RenameForm, gettext_lazy("Đổi tên")),
    "close": (CloseForm, gettext_lazy("Kết thúc hoạt động")),
}


@requires(Permission.MANAGE_UNITS)
@never_cache
def units(request: HttpRequest) -> HttpResponse:
    """The units that exist and that one manages, found by name or code."""
    words = request.GET.get("q", "")[:200]
    rows = orgs.search(words, timezone.localdate()).filter(pk__in=_managed(request))
    count = rows.count()
    context = {"units": rows[:_SHOWN], "words": words, "count": count, "more": count > _SHOWN}
    return render(request, "manage/units.html", context)


@requires(Permission.MANAGE_UNITS)
@never_cache
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its names, what it stood under, who succeeds whom, what stands below it.

    One that has ended is looked at by whoever manages any unit.
    """
    found, ours, on = get_object_or_404(Unit, code=code), _managed(request), timezone.localdate()
    if found.holds_on(on) and found.pk not in ours:
        raise Http404
    context = {
        "unit": found,
        "names": found.names.order_by("valid_from"),
        "parents": found.parents.select_related("parent").order_by("valid_from"),
        "below": orgs.children(found, on),
        "succeeds": found.succeeds.select_related("predecessor").order_by("on", "id"),
        "succeeded_by": found.succeeded_by.select_related("successor").order_by("on", "id"),
        "acts": [(act, text) for act, (_form, text) in _FORMS.items()] if found.pk in ours else (),
    }
    return render(request, "manage/unit.html", context)


@requires(Permission.MANAGE_UNITS)
@never_cache
def change(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """The form of one act; POST does it."""
    if act not in _FORMS:
        raise Http404
    ours, at = Unit.objects.filter(pk__in=_managed(request)), timezone.now()
    found = get_object_or_404(ours, code=code)
    kind, title = _FORMS[act]
    form = kind(request.POST or None, units=ours.exclude(pk=found.pk))
    by = {"actor": actor_of(request.user), "at": at}
    if form.is_bound and form.is_valid() and acted(form, lambda: form.act(found, **by)):
        messages.success(request, _("Đã ghi vào nhật ký đơn vị."))
        return redirect("manage:unit", found.code)
    context = {"unit": found, "form": form, "title": title}
    return render(request, "manage/unit_form.html", context, status=422 if form.errors else 200)


def _managed(request: HttpRequest) -> set[UUID]:
    return units_where(request.user, Permission.MANAGE_UNITS, timezone.now())
