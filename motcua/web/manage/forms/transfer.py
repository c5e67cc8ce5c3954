"""Which unit's open dossiers go to which unit, as of which day, and by which document it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.orgs.models import Unit
from motcua.web.manage.forms.documents import DocumentForm
from motcua.web.shell.dates import DateField


class WhichForm(forms.Form):
    """The unit that ends and the one that takes over; with each go the units below it."""

    old = forms.ChoiceField(label=_("Đơn vị kết thúc hoạt động"), help_text=_("Kể cả các đơn vị trực thuộc."))
    new = forms.ChoiceField(
        label=_("Đơn vị kế thừa"), help_text=_("Hồ sơ về đúng đơn vị trực thuộc đã ghi là kế thừa.")
    )
    on = DateField(
        label=_("Tính theo quan hệ kế thừa ngày"),
        help_text=_("Ngày sắp tới thì chỉ xem trước; chuyển được từ chính ngày đó."),
    )

    def __init__(
        self, data: Any = None, *, old: Sequence[Unit], new: Sequence[Unit], on: date | None = None
    ) -> None:
        super().__init__(data, initial={"on": on})
        self.units = {unit.code: unit for unit in (*old, *new)}
        for name, units in (("old", old), ("new", new)):
            self.fields[name].choices = [("", _("Chọn đơn vị")), *((unit.code, unit.name) for unit in units)]

    def told(self) -> dict[str, Any]:
        """The two units and the day. After `is_valid()`."""
        told = self.cleaned_data
        return {"old": self.units[told["old"]], "new": self.units[told["new"]], "on": told["on"]}


class TransferForm(DocumentForm):
    """The decision on which it is done."""
