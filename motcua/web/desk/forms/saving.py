"""A name for a filter, and with whom it is shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import User
from motcua.lib.text import nfc
from motcua.orgs.models import Unit
from motcua.web.desk.models import SavedFilter


class SavingForm(forms.Form):
    """For a new filter of `user`, or for `present`, one of his."""

    name = forms.CharField(
        label=gettext_lazy("Tên bộ lọc"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: Khai sinh sắp đến hạn."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Ai thấy bộ lọc này"), required=False)

    def __init__(
        self, data: Any = None, *, user: User, units: Sequence[Unit], present: SavedFilter | None = None
    ) -> None:
        self.user, self.present = user, present
        self.units = {str(unit.pk): unit for unit in units}
        initial = {"name": present.name, "unit": str(present.unit_id or "")} if present else {}
        super().__init__(data, initial=initial)
        shared = [
            (key, _("Mọi người ở %(unit)s") % {"unit": unit.short_name}) for key, unit in self.units.items()
        ]
        self.fields["unit"].choices = [("", _("Chỉ mình tôi")), *shared]

    def clean_name(self) -> str:
        name = nfc(self.cleaned_data["name"])
        others = SavedFilter.objects.filter(owner=self.user, name=name)
        if self.present:
            others = others.exclude(pk=self.present.pk)
        if others.exists():
            raise ValidationError(_("Bạn đã có bộ lọc mang tên này. Hãy chọn tên khác."))
        return name

    def kept(self) -> dict[str, Any]:
        """The columns that were asked for. After `is_valid()`."""
        return {"name": self.cleaned_data["name"], "unit": self.units.get(self.cleaned_data["unit"])}
