"""What is asked to plan a round and to fix its frame."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.orgs.models import Unit
from motcua.rounds.frames import MOST_BYTES
from motcua.rounds.models import InstrumentVersion, SurveyRound
from motcua.web.shell.dates import DateField

_BATCH = SurveyRound._meta.get_field("smallest_batch")
MOST_FORM_BYTES = 2_000_000


class RoundForm(forms.Form):
    """Fields are named as the act names them."""

    title = forms.CharField(
        label=_("Tên đợt khảo sát"), max_length=200, help_text=_("Ví dụ: Khảo sát hài lòng năm 2020.")
    )
    code = forms.SlugField(
        label=_("Mã đợt"),
        max_length=40,
        help_text=_("Chữ thường không dấu, số, gạch nối; đứng trong địa chỉ trang. Ví dụ: sipas-2020."),
    )
    unit = forms.ChoiceField(label=_("Khảo sát về cơ quan nào (kể cả đơn vị bên dưới)"))
    instrument = forms.ChoiceField(label=_("Phiếu khảo sát"))
    period_first = DateField(label=_("Hồ sơ có kết quả từ ngày"))
    period_last = DateField(label=_("Đến hết ngày"))
    smallest_batch = forms.IntegerField(
        label=_("Số phiếu ít nhất mở cùng một lần"), initial=10, help_text=_BATCH.help_text
    )

    def __init__(
        self, data: Any = None, *, units: Sequence[Unit], instruments: Sequence[InstrumentVersion]
    ) -> None:
        super().__init__(data)
        self.units = {unit.code: unit for unit in units}
        self.instruments = {str(one.pk): one for one in instruments}
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]
        self.fields["instrument"].choices = [(str(one.pk), str(one)) for one in instruments]

    def told(self) -> dict[str, Any]:
        """What the act is told. After `is_valid()`."""
        given = self.cleaned_data
        return {
            **given,
            "unit": self.units[given["unit"]],
            "instrument": self.instruments[given["instrument"]],
        }


class FrameForm(forms.Form):
    """A frame as a file."""

    file = forms.FileField(
        label=_("Tệp CSV"),
        help_text=_(
            "Văn bản UTF-8, mỗi hồ sơ một dòng. Cột key (mã riêng từng dòng) và unit (mã cơ quan) phải có;"
            " các cột khác dùng để chia tầng, chia cụm. Không ghi họ tên, số điện thoại."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Tệp quá lớn."))
        return file


class InstrumentForm(forms.Form):
    """A questionnaire as a workbook."""

    file = forms.FileField(
        label=_("Tệp XLSForm (.xlsx)"),
        help_text=_("Tải phiếu có sẵn về, sửa trong Excel, đổi số phiên bản ở trang settings rồi gửi lên."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_FORM_BYTES:
            raise ValidationError(_("Tệp quá lớn."))
        return file
