"""The weekly hours of calendars, which count for what is received from then on. Single days are decided by
documents, with a look at the due dates that they move: `motcua.web.manage.views.calendars`.
"""

from itertools import combinations
from typing import Any

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.queries import actor_of
from motcua.web.manage.keeping import may_decide
from motcua.worktime.actions.change_calendar import change_calendar
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.events import WeeklyHours
from motcua.worktime.models import Calendar, WeeklySession


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


class WeeklySessionInline(admin.TabularInline):
    model = WeeklySession
    form = SessionForm
    formset = SessionFormSet
    extra = 0


@admin.register(Calendar)
class CalendarAdmin(admin.ModelAdmin):
    """Writes nothing itself: an act gets the form and the values of its sessions."""

    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    ordering = ["code"]
    inlines = [WeeklySessionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj._state.adding or may_decide(request.user, obj, timezone.now()))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Left to `save_related`, where the sessions are known too."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            formset.save(commit=False)  # only notes what changed, for the administration's own history
        sessions = [row for formset in formsets for row in formset.values()]
        hours = [WeeklyHours(**{name: row[name] for name in WeeklyHours.__slots__}) for row in sessions]
        told = {"hours": hours, "actor": actor_of(request.user), "at": timezone.now()}
        if change:
            change_calendar(calendar=form.instance, name=form.cleaned_data["name"], **told)
        else:
            data = form.cleaned_data
            open_calendar(code=data["code"], name=data["name"], id=form.instance.id, **told)
