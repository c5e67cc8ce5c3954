"""The cash desk's forms: why a receipt is cancelled or money given back, what was counted. No rules."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Settlement

_AMOUNT = re.compile(r"-?\d{1,12}")


class CancelForm(forms.Form):
    """Why the receipt is wrong."""

    prefix = "cancel"
    reason = forms.CharField(label=_("Lý do hủy biên lai"), max_length=500)


class RefundForm(forms.Form):
    """Why the money goes back, and how."""

    prefix = "refund"
    reason = forms.CharField(label=_("Lý do, căn cứ hoàn trả"), max_length=500)
    means = forms.ChoiceField(label=_("Hình thức hoàn trả"), choices=Settlement.Means.choices)


class SheetForm(forms.Form):
    """The cash that was counted, in whole đồng with or without dots."""

    counted_cash = forms.CharField(
        label=_("Tiền mặt đã kiểm đếm (đồng)"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": "autofocus"}
        ),
    )
    explanation = forms.CharField(
        label=_("Giải thích chênh lệch"),
        help_text=_("Chỉ khi tiền đếm được lệch so với biên lai."),
        max_length=1000,
        required=False,
    )

    def clean_counted_cash(self) -> int:
        digits = self.cleaned_data["counted_cash"].translate(str.maketrans("−", "-", "., "))
        if not (digits.isascii() and _AMOUNT.fullmatch(digits)):
            raise ValidationError(_("Hãy ghi số tiền bằng chữ số, ví dụ 12000."))
        return int(digits)
