"""After reception: a fee that was taken, scans of papers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.attachments.kinds import MOST, Fault
from motcua.dossiers.models import Settlement
from motcua.web.shell.money import DongField

FAULTS = {
    Fault.EMPTY: _("Tệp rỗng."),
    Fault.UNKNOWN: _("Chỉ nhận tệp PDF, JPEG hoặc PNG."),
    Fault.TOO_LARGE: _("Tệp quá lớn. Hãy quét với độ phân giải thấp hơn hoặc tách ra."),
    Fault.UNREADABLE: _("Không đọc được tệp này. Hãy quét lại."),
    Fault.LOCKED: _("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    Fault.TOO_MANY_PAGES: _("Tệp có quá nhiều trang. Hãy tách ra."),
}


class FeeForm(forms.Form):
    """A fee by name, and how much was taken, in whole đồng with or without dots."""

    name = forms.CharField(label=_("Khoản thu"), max_length=300, widget=forms.HiddenInput)
    amount = DongField(label=_("Số tiền (đồng)"))
    means = forms.ChoiceField(
        label=_("Hình thức thanh toán"), choices=Settlement.Means.choices, required=False
    )

    def clean_means(self) -> str:
        return self.cleaned_data["means"] or Settlement.Means.CASH.value


class ScanForm(forms.Form):
    """One file with the paper that it proves."""

    position = forms.TypedChoiceField(label=_("Giấy tờ"), coerce=int)
    file = forms.FileField(label=_("Bản quét hoặc tệp"), help_text=_("PDF, JPEG hoặc PNG."))

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [*papers, (0, _("Giấy tờ khác của hồ sơ"))]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise ValidationError(FAULTS[Fault.TOO_LARGE])
        return file
