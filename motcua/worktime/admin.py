"""Calendars in Django's administration. Every change goes through an act, so that the journal has it."""

from itertools import combinations
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.journal.events import Actor
from motcua.worktime.actions.change_calendar import change_calendar
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.actions.remove_day import remove_day
from motcua.worktime.actions.set_day import set_day
from motcua.worktime.events import DayDecision, DayHours, WeeklyHours
from motcua.worktime.models import Calendar, CalendarDay, DaySession, WeeklySession


def _actor(request: HttpRequest) -> Actor:
    return Actor(str(request.user.pk), str(request.user))


class SessionForm(forms.ModelForm):
    """A session; whether it overlaps another is asked of the whole form, not of the rows that it replaces."""

    def validate_constraints(self) -> None:
        """Left to the form set."""


class SessionFormSet(BaseInlineFormSet):
    """Sessions that may not overlap, with the message at the later one."""

    def values(self) -> list[dict[str, Any]]:
        """What stands in the forms, without those that are empty or to be deleted."""
        return [form.cleaned_data for form in self._kept()]

    def clean(self) -> None:
        super().clean()
        for one, other in combinations(self._kept(), 2):
            if not one.errors and not other.errors and _overlap(one.cleaned_data, other.cleaned_data):
                later = max(one, other, key=lambda form: form.cleaned_data["starts_at"])
                later.add_error("starts_at", _("Buổi này trùng giờ với một buổi khác."))

    def _kept(self) -> list[forms.ModelForm]:
        filled = (f for f in self.forms if f.has_changed() or not f.instance._state.adding)
        return [f for f in filled if f not in self.deleted_forms and getattr(f, "cleaned_data", None)]


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one.get("weekday") != other.get("weekday"):
        return False
    if not (one["starts_at"] < other["ends_at"] and other["starts_at"] < one["ends_at"]):
        return False
    return not (_ended_before(one, other) or _ended_before(other, one))


def _ended_before(one: dict[str, Any], other: dict[str, Any]) -> bool:
    ended, begun = one.get("valid_to"), other.get("valid_from")
    return ended is not None and begun is not None and ended < begun


class DaySessionFormSet(SessionFormSet):
    """Sessions of a make-up day: some when it is worked, none when it is off."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        if self.instance.is_worked and not self.values():
            raise ValidationError(_("Ngày làm bù phải có ít nhất một buổi làm việc."))
        if self.values() and not self.instance.is_worked:
            raise ValidationError(
                _("Ngày nghỉ không có buổi làm việc: đánh dấu “ngày làm bù” hoặc xóa buổi.")
            )


class WeeklySessionInline(admin.TabularInline):
    model = WeeklySession
    form = SessionForm
    formset = SessionFormSet
    extra = 0


class DaySessionInline(admin.TabularInline):
    model = DaySession
    form = SessionForm
    formset = DaySessionFormSet
    extra = 0


class ByActs(admin.ModelAdmin):
    """Writes nothing itself: `act` gets the form and the values of its sessions."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Left to `save_related`, where the sessions are known too."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            formset.save(commit=False)  # only notes what changed, for the administration's own history
        self.act(request, form, [row for formset in formsets for row in formset.values()], change)

    def act(self, request: HttpRequest, form: Any, sessions: list[dict[str, Any]], change: bool) -> None:
        """Do what the form says."""
        raise NotImplementedError


@admin.register(Calendar)
class CalendarAdmin(ByActs):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    ordering = ["code"]
    inlines = [WeeklySessionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def act(self, request: HttpRequest, form: Any, sessions: list[dict[str, Any]], change: bool) -> None:
        hours = [WeeklyHours(**{name: row[name] for name in WeeklyHours.__slots__}) for row in sessions]
        told = {"hours": hours, "actor": _actor(request), "at": timezone.now()}
        if change:
            change_calendar(calendar=form.instance, name=form.cleaned_data["name"], **told)
        else:
            data = form.cleaned_data
            open_calendar(code=data["code"], name=data["name"], id=form.instance.id, **told)


@admin.register(CalendarDay)
class CalendarDayAdmin(ByActs):
    list_display = ["on", "name", "is_worked", "kind", "verified", "calendar"]
    list_filter = ["calendar", "is_worked", "verified", "kind"]
    list_select_related = ["calendar"]
    search_fields = ["name", "document"]
    date_hierarchy = "on"
    ordering = ["-on", "calendar"]
    inlines = [DaySessionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["calendar", "on"] if obj else []

    def act(self, request: HttpRequest, form: Any, sessions: list[dict[str, Any]], change: bool) -> None:
        row = form.instance
        hours = tuple(DayHours(**{name: s[name] for name in DayHours.__slots__}) for s in sessions)
        wanted = DayDecision(
            on=row.on,
            name=row.name,
            kind=row.kind,
            name_en=row.name_en,
            document=row.document,
            verified=row.verified,
            sessions=tuple(sorted(hours, key=lambda h: h.starts_at)),
        )
        made = set_day(calendar=row.calendar, day=wanted, actor=_actor(request), at=timezone.now())
        row.pk = made.pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_day(calendar=obj.calendar, on=obj.on, actor=_actor(request), at=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for day in queryset.select_related("calendar"):
            self.delete_model(request, day)
