"""What of a book is wanted: a month, a field, from which number on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.models import ProcedureVersion
from motcua.printouts.filling.books import Part


class PartForm(forms.Form):
    """Everything is optional; what makes no sense is left out."""

    month = forms.TypedChoiceField(
        label=gettext_lazy("Tháng nhận"), required=False, coerce=int, empty_value=None
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    number = forms.IntegerField(label=gettext_lazy("Từ số thứ tự"), required=False, min_value=1)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        months = [(month, _("Tháng %(month)s") % {"month": month}) for month in range(1, 13)]
        self.fields["month"].choices = [("", _("Cả năm")), *months]
        fields = ProcedureVersion.objects.order_by("field").values_list("field", flat=True).distinct()
        self.fields["field"].choices = [("", _("Tất cả")), *((field, field) for field in fields if field)]
        self.is_valid()

    @property
    def part(self) -> Part:
        """The part of the book that is wanted."""
        return Part(self.cleaned_data.get("month"), self.cleaned_data.get("field", ""))

    @property
    def after(self) -> int:
        """The number after which the page begins."""
        return (self.cleaned_data.get("number") or 1) - 1
