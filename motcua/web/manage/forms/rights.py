"""Positions and roles of one officer: given from a day on, ended on a day."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.accounts.labels import ROLES
from motcua.accounts.models import Position
from motcua.accounts.permissions import Role
from motcua.lib.times import LOCAL
from motcua.orgs.models import JobTitle, Unit
from motcua.web.shell.dates import DateField

_DOCUMENT = _("Số, ngày, người ký.")


class UnitChoice(forms.ModelChoiceField):
    """A unit by its short name."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.short_name


class RoleForm(forms.Form):
    """Which role, by which position, in which unit, from when; without a last day as long as the position."""

    # Where the act tells its refusals -> field of the form.
    renamed = {"from_at": "first", "to_at": "last"}

    position = forms.ModelChoiceField(Position.objects.none(), label=_("Theo chức vụ"), empty_label=None)
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, ROLES[role]) for role in Role])
    unit = UnitChoice(Unit.objects.none(), label=_("Tại đơn vị"))
    first = DateField(label=_("Từ ngày"))
    last = DateField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu giữ đến khi thôi chức vụ.")
    )

    def __init__(
        self, data: Any = None, *, positions: Collection[Position], units: QuerySet[Unit], **more: Any
    ) -> None:
        super().__init__(data, **more)
        held = Position.objects.filter(pk__in=[row.pk for row in positions])
        self.fields["position"].queryset = held.select_related("officer", "title", "unit")
        self.fields["unit"].queryset = units

    def told(self, at: datetime) -> dict[str, Any]:
        """What the act is told; what begins today begins at `at` (aware). After `is_valid()`."""
        given = dict(self.cleaned_data)
        first, last = given.pop("first"), given.pop("last")
        today = at.astimezone(LOCAL).date()
        given["role"] = Role(given["role"])
        given["from_at"] = at if first == today else datetime.combine(first, time(), LOCAL)
        given["to_at"] = datetime.combine(last + timedelta(days=1), time(), LOCAL) if last else None
        return given


class PositionForm(forms.Form):
    """Which title in which unit, from when, by which decision."""

    renamed = {"valid_from": "first", "valid_to": "last"}

    title = forms.ModelChoiceField(JobTitle.objects.all(), label=_("Chức danh"))
    unit = UnitChoice(Unit.objects.none(), label=_("Tại đơn vị"))
    first = DateField(label=_("Từ ngày"))
    last = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định."))
    document = forms.CharField(label=_("Quyết định"), max_length=200, required=False, help_text=_DOCUMENT)

    def __init__(self, data: Any = None, *, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["unit"].queryset = units

    def told(self) -> dict[str, Any]:
        """What the act is told. After `is_valid()`."""
        given = dict(self.cleaned_data)
        return given | {"valid_from": given.pop("first"), "valid_to": given.pop("last")}


class LastDayForm(forms.Form):
    """The last day of a position, and by which decision."""

    renamed = {"valid_to": "last_day"}

    last_day = DateField(label=_("Ngày cuối cùng giữ chức vụ"))
    document = forms.CharField(label=_("Quyết định"), max_length=200, required=False, help_text=_DOCUMENT)
