"""What is asked: when the system could not be used and why; the file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.orgs.models import Unit
from motcua.web.outages import cells
from motcua.web.outages.reading import MOST_BYTES, Fault

FAULTS = {
    Fault.OTHER_KIND: _(
        "Chỉ nhận tệp Excel .xlsx không có mật khẩu. Hãy dùng tệp mẫu của trang này, hoặc lưu lại dạng .xlsx."
    ),
    Fault.TOO_LARGE: _("Tệp quá lớn. Hãy dùng tệp mẫu, chỉ để lại các dòng của ngày mất hệ thống."),
    Fault.UNREADABLE: _("Không đọc được tệp này. Hãy mở bằng Excel, lưu lại rồi gửi lại."),
    Fault.OTHER_COLUMNS: _(
        "Dòng đầu của tệp không giống tệp mẫu. Hãy chép các dòng vào tệp mẫu rồi gửi lại."
    ),
    Fault.TOO_MANY_ROWS: _(
        "Tệp có hơn 1.000 dòng, hoặc có định dạng ở rất xa phía dưới. Hãy chép vào tệp mẫu, chia ra rồi gửi."
    ),
    Fault.EMPTY: _("Tệp chưa có dòng nào. Hãy ghi mỗi giấy một dòng, từ dòng 2."),
}


class LocalTimeField(forms.CharField):
    """A local day and time in one box, as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> datetime:
        """The aware instant."""
        text = super().clean(value)
        try:
            return cells.local_time(text)
        except cells.BadCellError as bad:
            raise ValidationError(str(bad)) from bad


class OutageForm(forms.Form):
    """When and where; fields are named as the act names them."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    began_at = LocalTimeField(label=_("Từ"), help_text=_("Giờ và ngày, ví dụ 02/06/2020 07:30."))
    ended_at = LocalTimeField(label=_("Đến"))
    ground = forms.CharField(
        label=_("Lý do và văn bản"),
        max_length=500,
        help_text=_("Ví dụ: Mất điện, biên bản số 05/BB-BPMC ngày 02/06/2020."),
    )

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]

    def told(self) -> dict[str, Any]:
        """What the act is told. After `is_valid()`."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}


class UploadForm(forms.Form):
    """One workbook."""

    file = forms.FileField(label=_("Tệp Excel đã ghi"), help_text=_("Tệp .xlsx theo mẫu của trang này."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(FAULTS[Fault.TOO_LARGE])
        return file
