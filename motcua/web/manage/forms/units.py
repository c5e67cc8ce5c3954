"""A unit is founded, renamed, or ends and is succeeded: by days and documents."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.orgs.actions.close_unit import close_unit
from motcua.orgs.actions.found_unit import found_unit
from motcua.orgs.actions.rename_unit import rename_unit
from motcua.orgs.actions.succeed_units import succeed_units
from motcua.orgs.models import Level, Unit, UnitKind
from motcua.web.manage.forms.rights import UnitChoice
from motcua.web.shell.dates import DateField


class _UnitForm(forms.Form):
    """A form whose `act` is told of the unit, and by whom at what time it is done."""

    # Where the act tells its refusals -> field of the form.
    renamed: dict[str, str] = {}

    document = forms.CharField(
        label=_("Văn bản"), max_length=200, required=False, help_text=_("Số, ngày, cơ quan ban hành.")
    )

    def __init__(self, data: Any = None, *, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(data, **more)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = units

    def act(self, unit: Unit, **by: Any) -> object:
        """Do it. After `is_valid()`; raises what the act refuses."""
        raise NotImplementedError


class FoundForm(_UnitForm):
    """A new unit below another one."""

    code = forms.SlugField(
        label=_("Mã"),
        max_length=80,
        help_text=_("Chữ thường không dấu, chữ số, gạch nối. Không bao giờ đổi."),
    )
    name = forms.CharField(label=_("Tên"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọn"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=UnitKind.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    valid_from = DateField(label=_("Hoạt động từ ngày"))
    field_order = ("name", "short_name", "code", "kind", "level", "valid_from", "document")

    def act(self, unit: Unit, **by: Any) -> object:
        return found_unit(parent=unit, **self.cleaned_data, **by)


class RenameForm(_UnitForm):
    """A new name from a day on; earlier days keep the earlier one."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọn"), max_length=80, required=False)
    on = DateField(label=_("Mang tên mới từ ngày"))
    field_order = ("name", "short_name", "on", "document")

    def act(self, unit: Unit, **by: Any) -> object:
        return rename_unit(unit=unit, **self.cleaned_data, **by)


class CloseForm(_UnitForm):
    """The last day, and which unit carries on the work."""

    renamed = {"successors": "successor", "predecessors": "last_day", "on": "last_day", "unit": "below"}

    last_day = DateField(label=_("Ngày hoạt động cuối cùng"))
    successor = UnitChoice(
        Unit.objects.none(),
        label=_("Đơn vị kế thừa"),
        required=False,
        help_text=_("Làm tiếp mọi việc từ ngày hôm sau. Hồ sơ chưa xong chuyển sau, ở trang riêng."),
    )
    below = forms.BooleanField(label=_("Các đơn vị trực thuộc cũng kết thúc"), required=False)
    field_order = ("last_day", "successor", "below", "document")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("successor") and not given.get("below"):
            self.add_error(
                "below", _("Có đơn vị kế thừa thì các đơn vị trực thuộc cũng kết thúc; hãy đánh dấu.")
            )
        return given

    def act(self, unit: Unit, **by: Any) -> object:
        given = self.cleaned_data
        document, last_day, successor = given["document"], given["last_day"], given["successor"]
        if successor is None:
            return close_unit(
                unit=unit, last_day=last_day, with_units_below=given["below"], document=document, **by
            )
        on = last_day + timedelta(days=1)
        return succeed_units(predecessors=[unit], successors=[successor], on=on, document=document, **by)
