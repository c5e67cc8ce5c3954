"""Saved filters of the worklist: named, shared with a unit, renamed, deleted; each by its owner alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import Permission
from motcua.dossiers.worklists import Desk
from motcua.lib.memory import remembering
from motcua.orgs.models import Unit
from motcua.web.desk import benches, filtering, sight
from motcua.web.desk.forms.saving import SavingForm
from motcua.web.desk.models import SavedFilter
from motcua.web.shell.access import requires


@requires(Permission.VIEW_DOSSIERS)
def filters(request: HttpRequest) -> HttpResponse:
    """All that one sees; one's own can be changed."""
    with remembering():
        desk = benches.own(request.user, sight.now())
        return render(request, "desk/filters.html", {"filters": filtering.saved(request.user, desk)})


@requires(Permission.VIEW_DOSSIERS)
def new(request: HttpRequest) -> HttpResponse:
    """A name for the list and filters in the address."""
    query = filtering.query_of(request.GET)
    form = _form(request)
    if form.is_bound and form.is_valid():
        SavedFilter.objects.create(owner=request.user, query=query, **form.kept())
        messages.success(request, _("Đã lưu bộ lọc."))
        return HttpResponseRedirect(f"{reverse('desk:worklist')}?{query}")
    return _page(request, form, query)


@requires(Permission.VIEW_DOSSIERS)
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Another name, or others who see it."""
    present = get_object_or_404(SavedFilter, pk=key, owner=request.user)
    form = _form(request, present)
    if form.is_bound and form.is_valid():
        SavedFilter.objects.filter(pk=present.pk).update(**form.kept())
        messages.success(request, _("Đã sửa bộ lọc."))
        return redirect("desk:filters")
    return _page(request, form, present.query)


def _form(request: HttpRequest, present: SavedFilter | None = None) -> SavingForm:
    desk: Desk = benches.own(request.user, sight.now())
    units = list(Unit.objects.filter(pk__in=desk.units).order_by("sort_key", "code"))
    data = request.POST if request.method == "POST" else None
    return SavingForm(data, user=request.user, units=units, present=present)


def _page(request: HttpRequest, form: SavingForm, query: str) -> HttpResponse:
    context = {"form": form, "list": f"{reverse('desk:worklist')}?{query}"}
    return render(request, "desk/filter.html", context, status=422 if form.errors else 200)


@requires(Permission.VIEW_DOSSIERS)
@require_POST
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Throws one's own filter away."""
    get_object_or_404(SavedFilter, pk=key, owner=request.user).delete()
    messages.success(request, _("Đã xóa bộ lọc."))
    return redirect("desk:filters")
