"""The document by which something is decided: its number and its day, as one line of the records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.lib.text import nfc
from motcua.web.shell.dates import DateField


class DocumentForm(forms.Form):
    """Asks for number and day apart, so that neither is forgotten."""

    number = forms.CharField(
        label=_("Số, ký hiệu và cơ quan ban hành văn bản"),
        max_length=160,
        help_text=_("Ví dụ: Công văn 812/UBND-VP của UBND huyện."),
    )
    dated = DateField(label=_("Ngày của văn bản"))

    def document(self) -> str:
        """The line that is kept, e.g. `Công văn 812/UBND-VP của UBND huyện ngày 03/06/2020`."""
        told: dict[str, Any] = self.cleaned_data
        return f"{nfc(told['number'])} ngày {told['dated']:%d/%m/%Y}"
