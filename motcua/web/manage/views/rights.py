"""Positions and roles of one officer: appointed, given, ended; each an act in the journal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.actions.appoint_officer import appoint_officer
from motcua.accounts.actions.end_position import end_position
from motcua.accounts.actions.give_role import give_role
from motcua.accounts.models import Officer, Position
from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, units_where
from motcua.orgs.models import Unit
from motcua.web.manage import officers as people
from motcua.web.manage.forms.rights import LastDayForm, PositionForm, RoleForm
from motcua.web.manage.views.officers import acted, managed_officer
from motcua.web.shell.access import requires


@requires(Permission.MANAGE_OFFICERS)
@never_cache
def role(request: HttpRequest, key: UUID) -> HttpResponse:
    """A role by one of the officer's positions, in a unit in which one manages officers."""
    at, found = timezone.now(), managed_officer(request, key)
    sheet = people.sheet(found, at)
    form = RoleForm(request.POST or None, positions=sheet.positions, units=_units(request))

    def act() -> None:
        give_role(**form.told(at), actor=actor_of(request.user), at=at)

    texts = {
        "title": _("Giao vai trò"),
        "lead": _("Vai trò cho người này quyền làm việc tại một đơn vị, theo bảng quyền chung của hệ thống."),
        "button": _("Giao vai trò"),
    }
    return _page(request, found, form, act, texts, _("Đã giao vai trò."))


@requires(Permission.MANAGE_OFFICERS)
@never_cache
def position(request: HttpRequest, key: UUID) -> HttpResponse:
    """A further position, in a unit in which one manages officers."""
    at, found = timezone.now(), managed_officer(request, key)
    form = PositionForm(request.POST or None, units=_units(request))

    def act() -> None:
        appoint_officer(officer=found, **form.told(), actor=actor_of(request.user), at=at)

    texts = {
        "title": _("Bổ nhiệm vào một chức vụ"),
        "lead": _("Chức vụ chưa cho quyền gì: sau đó hãy giao vai trò."),
        "button": _("Bổ nhiệm"),
    }
    return _page(request, found, form, act, texts, _("Đã ghi chức vụ."))


@requires(Permission.MANAGE_OFFICERS)
@never_cache
def end(request: HttpRequest, key: UUID, row: UUID) -> HttpResponse:
    """The last day of a position; the roles by it end with it."""
    at, found = timezone.now(), managed_officer(request, key)
    held: Position = get_object_or_404(Position, pk=row, officer=found, unit__in=_units(request))
    form = LastDayForm(request.POST or None)

    def act() -> None:
        end_position(position=held, **form.cleaned_data, actor=actor_of(request.user), at=at)

    texts = {
        "title": _("Thôi giữ chức vụ: %(position)s") % {"position": f"{held.title}, {held.unit.short_name}"},
        "lead": _("Các vai trò theo chức vụ này hết hiệu lực cùng ngày."),
        "button": _("Ghi ngày thôi giữ chức vụ"),
    }
    return _page(request, found, form, act, texts, _("Đã ghi ngày thôi giữ chức vụ."))


def _units(request: HttpRequest) -> QuerySet[Unit]:
    at = timezone.now()
    units = units_where(request.user, Permission.MANAGE_OFFICERS, at)
    return Unit.objects.on(timezone.localdate(at)).filter(pk__in=units)


def _page(
    request: HttpRequest, officer: Officer, form: Any, act: Callable[[], object], texts: Any, done: str
) -> HttpResponse:
    if form.is_bound and form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect("manage:officer", officer.pk)
    context = {"officer": officer, "form": form, **texts}
    return render(request, "manage/officer_form.html", context, status=422 if form.errors else 200)
