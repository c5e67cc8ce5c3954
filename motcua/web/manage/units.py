"""Units, their identifiers, calendars and successions, and the titles of positions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import Permission
from motcua.lib.text import search_key
from motcua.orgs.actions.assign_calendar import assign_calendar
from motcua.orgs.actions.close_unit import close_unit
from motcua.orgs.actions.found_unit import found_unit
from motcua.orgs.actions.move_unit import move_unit
from motcua.orgs.actions.rename_unit import rename_unit
from motcua.orgs.actions.set_identifier import set_identifier
from motcua.orgs.actions.set_job_title import set_job_title
from motcua.orgs.actions.succeed_units import succeed_units
from motcua.orgs.models import AgencyIdentifier, JobTitle, Succession, Unit, UnitCalendar, UnitKind
from motcua.web.manage.acting import ActAdmin, ActForm, managed_units


class _UnitForm(ActForm):
    """Offers as parents the units that one manages."""

    parent = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị cấp trên"), required=False)
    document = forms.CharField(label=_("Văn bản"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = managed_units(self.request, Permission.MANAGE_UNITS)


class FoundUnit(_UnitForm):
    class Meta:
        model = Unit
        fields = ("code", "kind", "level", "name", "short_name", "gso_code", "valid_from", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The top of a tree is founded by a superuser: nobody manages what stands above it.
        self.fields["parent"].required = not self.request.user.is_superuser

    def act(self, data: dict[str, Any]) -> Unit:
        return found_unit(**data, **self.by())


class ChangeUnit(_UnitForm):
    RENAME, MOVE, CLOSE = "rename", "move", "close"
    what = forms.ChoiceField(
        label=_("Việc cần làm"),
        choices=[
            (RENAME, _("Đổi tên")),
            (MOVE, _("Chuyển đơn vị cấp trên")),
            (CLOSE, _("Kết thúc hoạt động")),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("Ngày"),
        widget=AdminDateWidget,
        help_text=_("Đổi tên, chuyển: ngày đầu tiên có hiệu lực. Kết thúc: ngày hoạt động cuối cùng."),
    )
    with_units_below = forms.BooleanField(label=_("Kết thúc cả các đơn vị trực thuộc"), required=False)
    renamed = {"last_day": "on", "unit": "with_units_below"}

    class Meta:
        model = Unit
        fields = ("name", "short_name")

    def act(self, data: dict[str, Any]) -> Unit:
        unit = Unit.objects.get(pk=self.instance.pk)
        shared = {"unit": unit, "document": data["document"], **self.by()}
        if data["what"] == self.RENAME:
            return rename_unit(name=data["name"], short_name=data["short_name"], on=data["on"], **shared)
        if data["what"] == self.MOVE:
            return move_unit(parent=data["parent"], on=data["on"], **shared)
        close_unit(last_day=data["on"], with_units_below=data["with_units_below"], **shared)
        return Unit.objects.get(pk=unit.pk)


@admin.register(Unit)
class UnitAdmin(ActAdmin):
    needs = Permission.MANAGE_UNITS
    add_form, change_form = FoundUnit, ChangeUnit
    shown = ("code", "kind", "level", "gso_code", "valid_from", "valid_to", "mark", "source")
    list_display = ("short_name", "code", "kind", "level", "gso_code", "valid_from", "valid_to", "mark")
    list_filter = ("kind", "level", "mark")
    search_fields = ("search_key",)

    def unit_of(self, obj: Unit) -> Unit:
        return obj

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_key(search_term))


class SetIdentifier(ActForm):
    class Meta:
        model = AgencyIdentifier
        fields = ("unit", "scheme", "value", "valid_from", "verified", "document")

    def act(self, data: dict[str, Any]) -> AgencyIdentifier:
        return set_identifier(**data, **self.by())


@admin.register(AgencyIdentifier)
class AgencyIdentifierAdmin(ActAdmin):
    needs = Permission.MANAGE_UNITS
    add_form = SetIdentifier
    shown = ("unit", "scheme", "value", "valid_from", "valid_to", "verified", "document")
    list_display = ("value", "unit", "scheme", "verified", "valid_from", "valid_to")
    list_filter = ("scheme", "verified")
    list_select_related = ("unit",)


class AssignCalendar(ActForm):
    class Meta:
        model = UnitCalendar
        fields = ("unit", "calendar", "valid_from", "document")

    def act(self, data: dict[str, Any]) -> UnitCalendar:
        return assign_calendar(**data, **self.by())


@admin.register(UnitCalendar)
class UnitCalendarAdmin(ActAdmin):
    needs = Permission.MANAGE_CALENDARS
    add_form = AssignCalendar
    shown = ("unit", "calendar", "valid_from", "valid_to", "document")
    list_display = ("unit", "calendar", "valid_from", "valid_to")
    list_select_related = ("unit", "calendar")


class SucceedUnits(ActForm):
    predecessors = forms.ModelMultipleChoiceField(Unit.objects.none(), label=_("Đơn vị cũ"))
    successors = forms.ModelMultipleChoiceField(Unit.objects.none(), label=_("Đơn vị kế thừa"))
    renamed = {"predecessor": "predecessors", "successor": "successors"}

    class Meta:
        model = Succession
        fields = ("on", "document")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("predecessors", "successors"):
            self.fields[name].queryset = managed_units(self.request, Permission.MANAGE_UNITS)

    def act(self, data: dict[str, Any]) -> Succession:
        return succeed_units(**data, **self.by())[0]


@admin.register(Succession)
class SuccessionAdmin(ActAdmin):
    needs = Permission.MANAGE_UNITS
    add_form = SucceedUnits
    shown = ("predecessor", "successor", "on", "document", "mark")
    list_display = ("predecessor", "successor", "on", "document", "mark")
    list_filter = ("on", "mark")
    list_select_related = ("predecessor", "successor")


class SetJobTitle(ActForm):
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"), choices=UnitKind.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = JobTitle
        fields = ("code", "name", "kinds")

    def act(self, data: dict[str, Any]) -> JobTitle:
        return set_job_title(code=data.get("code") or self.instance.code, **{
            k: data[k] for k in ("name", "kinds")
        }, **self.by())  # fmt: skip


class ChangeJobTitle(SetJobTitle):
    class Meta(SetJobTitle.Meta):
        fields = ("name", "kinds")


@admin.register(JobTitle)
class JobTitleAdmin(ActAdmin):
    needs = Permission.MANAGE_UNITS
    add_form, change_form = SetJobTitle, ChangeJobTitle
    shown = ("code", "mark")
    list_display = ("name", "code", "mark")

    def unit_of(self, obj: JobTitle) -> None:
        return None
