"""Officers: the list, one officer's posts and roles, who acts for whom and until when."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts.actions.delegate_role import delegate_role
from motcua.accounts.actions.end_absence import end_absence
from motcua.accounts.actions.end_delegation import end_delegation
from motcua.accounts.actions.end_role import end_role
from motcua.accounts.actions.record_absence import record_absence
from motcua.accounts.models import AbsenceSubstitution, Delegation, Officer, RoleHolding
from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, units_where
from motcua.web.manage import officers as people
from motcua.web.manage.forms.absence import AbsenceForm, DelegationForm
from motcua.web.shell.access import requires

_SHOWN = 100


@requires(Permission.MANAGE_OFFICERS)
@never_cache
def officers(request: HttpRequest) -> HttpResponse:
    """Officers of the units that one manages, found by name or unit."""
    at = timezone.now()
    words, away = request.GET.get("q", "")[:200], "away" in request.GET
    rows = people.found(people.managed(request.user, at), words, away=away, at=at)
    count = rows.count()
    context = {
        "entries": people.entries(rows[:_SHOWN], at),
        "words": words,
        "away": away,
        "count": count,
        "more": count > _SHOWN,
    }
    return render(request, "manage/officers.html", context)


@requires(Permission.MANAGE_OFFICERS)
@never_cache
def officer(request: HttpRequest, key: UUID) -> HttpResponse:
    """One officer; POST records an absence or a delegation."""
    at = timezone.now()
    found = managed_officer(request, key)
    told = people.sheet(found, at)
    others = Officer.objects.filter(pk__in=people.managed(request.user, at)).exclude(pk=found.pk)
    others = others.order_by("sort_key", "id")
    asked = request.POST.get("what") if request.method == "POST" else None
    absence = AbsenceForm(request.POST if asked == "absence" else None, others=others)
    delegation = DelegationForm(
        request.POST if asked == "delegation" else None, others=others, holdings=told.delegable
    )
    by = {"actor": actor_of(request.user), "at": at}
    if absence.is_bound and absence.is_valid():
        if acted(absence, lambda: record_absence(absent=found, **absence.told(at), **by)):
            messages.success(request, _("Đã ghi thời gian vắng và người thay."))
            return redirect("manage:officer", key)
    elif (
        delegation.is_bound
        and delegation.is_valid()
        and acted(delegation, lambda: delegate_role(from_officer=found, **delegation.told(at), **by))
    ):
        messages.success(request, _("Đã ghi ủy quyền."))
        return redirect("manage:officer", key)
    wrong = next((form for form in (absence, delegation) if form.errors), None)
    ours = set(units_where(request.user, Permission.MANAGE_OFFICERS, at))
    context = {"told": told, "absence": absence, "delegation": delegation, "wrong": wrong, "ours": ours}
    return render(request, "manage/officer.html", context, status=422 if wrong else 200)


def managed_officer(request: HttpRequest, key: UUID) -> Officer:
    """The officer, for who manages a unit in which he works; to others he does not exist (404)."""
    return get_object_or_404(people.managed(request.user, timezone.now()), pk=key)


def acted(form: Any, act: Callable[[], object]) -> bool:
    """Whether `act` was done; what it refuses is told at the form's fields."""
    try:
        act()
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, told in by_field.items():
            field = form.renamed.get(name, name)
            form.add_error(field if field in form.fields else None, told)
        return False
    return True


@requires(Permission.MANAGE_OFFICERS)
@require_POST
def end(request: HttpRequest, key: UUID, what: str, row: UUID) -> HttpResponse:
    """An absence, a delegation or a role ends now."""
    found, at = managed_officer(request, key), timezone.now()
    by = {"to_at": at, "actor": actor_of(request.user), "at": at}
    try:
        if what == "absence":
            end_absence(absence=get_object_or_404(AbsenceSubstitution, pk=row, absent=found), **by)
        elif what == "role":
            ours = units_where(request.user, Permission.MANAGE_OFFICERS, at)
            roles = RoleHolding.objects.filter(position__officer=found, unit__in=ours)
            end_role(holding=get_object_or_404(roles, pk=row), **by)
        else:
            end_delegation(delegation=get_object_or_404(Delegation, pk=row, from_officer=found), **by)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Đã kết thúc: từ lúc này dòng đó không còn hiệu lực."))
    return redirect("manage:officer", key)
