"""Opening a number book."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.orgs.models import Unit


class BookForm(forms.Form):
    """Which book, at which of `units`."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    name = forms.CharField(
        label=_("Tên sổ"), max_length=200, help_text=_("Ví dụ: Sổ chứng thực bản sao từ bản chính")
    )
    sign = forms.CharField(
        label=_("Ký hiệu sổ"), max_length=30, help_text=_("Ví dụ: SCT/BS, SCT/CK, SCT/HĐ,GD")
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]
