"""A paper form typed by the numbers that stand on it."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.rounds.fieldwork import Papers
from motcua.surveys import keying
from motcua.surveys.answers import LONGEST_TEXT, Answers, NotAnsweredError
from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.web.surveys.asking import said


class TypingForm(forms.Form):
    """A field for each item, or for each of `only`; after validation `answers` holds what was typed."""

    def __init__(
        self,
        data: Any,
        *,
        instrument: Instrument,
        language: str,
        only: Collection[str] | None = None,
        told: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.instrument, self.language, self.answers = instrument, language, Answers()
        for number, item in enumerate(instrument.items(), 1):
            if only is None or item.code in only:
                hint = (told or {}).get(item.code) or self._hint(item)
                self.fields[item.code] = _field(f"{number}. {said(item.label, language)}", hint, item)

    @property
    def parts(self) -> list[tuple[str, list[BoundField]]]:
        """Sections with their fields, empty ones left out."""
        found = [
            (said(s.label, self.language), [self[i.code] for i in s.items if i.code in self.fields])
            for s in self.instrument.sections
        ]
        return [(label, fields) for label, fields in found if fields]

    def _hint(self, item: Item) -> str:
        """The numbers of the choices; levels of a scale are their own."""
        if item.kind is Kind.SCALE:
            return ""
        choices = [
            f"{n} {said(o.label, self.language)}" for n, o in enumerate(self.instrument.options_of(item), 1)
        ]
        return " · ".join(choices)

    def clean(self) -> dict[str, Any]:
        typed = cast(dict[str, Any], super().clean())
        try:
            self.answers = keying.read(self.instrument, typed)
        except NotAnsweredError as wrong:
            for code, remark in wrong.remarks.items():
                self.add_error(code, remark.text(self.language))
        return typed


def _field(label: str, hint: str, item: Item) -> forms.CharField:
    attrs = {"autocomplete": "off"} | ({} if item.kind is Kind.TEXT else {"inputmode": "numeric"})
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_TEXT if item.kind is Kind.TEXT else 60,
        widget=forms.TextInput(attrs=attrs),
    )


class PrintForm(forms.Form):
    """How many forms for whom. Fields are named as the act names them."""

    cell = forms.ChoiceField(label=gettext_lazy("Nhóm mẫu"))
    many = forms.IntegerField(label=gettext_lazy("Số phiếu in"), min_value=1)

    def __init__(self, data: Any, *, rows: list[Papers]) -> None:
        super().__init__(data)
        self.cells = {str(row.cell.pk): row.cell for row in rows if row.printable}
        cast(forms.ChoiceField, self.fields["cell"]).choices = [
            (
                str(row.cell.pk),
                _("%(cell)s (còn in được %(many)s)") % {"cell": row.cell, "many": row.printable},
            )
            for row in rows
            if row.printable
        ]


class NumberForm(forms.Form):
    """Which paper is to be typed."""

    number = forms.IntegerField(
        label=gettext_lazy("Số phiếu"),
        min_value=1,
        help_text=gettext_lazy("Số in ở góc trên bên phải mỗi trang."),
        error_messages={"required": gettext_lazy("Hãy gõ số phiếu.")},
    )


class VoidForm(forms.Form):
    """Why a paper is not used."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao không dùng phiếu này?"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: phiếu bị ướt, không đọc được. Không ghi tên người trả lời."),
    )
