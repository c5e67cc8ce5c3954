"""How a sample is drawn, and how large it should be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.rounds.frames import KEY, ONE, UNIT_NAME
from motcua.surveys.sampling.allocation import Allocation
from motcua.surveys.sampling.plan import Plan

_NAMES = {
    "unit": _("Cơ quan"),
    "field": _("Lĩnh vực"),
    "unit_field": _("Cơ quan và lĩnh vực"),
    "channel": _("Hình thức nộp"),
}
_NO_PARTS = {KEY, ONE, UNIT_NAME, "finished_on"}


class SizeForm(forms.Form):
    """What a size is reckoned from; sent by GET."""

    error = forms.FloatField(
        label=_("Sai số mong muốn (%)"), initial=5, min_value=0.5, max_value=30, localize=True
    )
    effect = forms.FloatField(
        label=_("Hệ số thiết kế"),
        initial=1,
        min_value=0.2,
        max_value=20,
        localize=True,
        help_text=_("1 khi bốc thẳng từng hồ sơ; 1,5 đến 2 khi bốc theo cụm."),
    )
    response = forms.FloatField(
        label=_("Tỷ lệ người sẽ trả lời (%)"), initial=70, min_value=5, max_value=100, localize=True
    )


class DrawForm(forms.Form):
    """The plan of a draw."""

    n = forms.IntegerField(label=_("Số người được chọn"), min_value=1)
    strata = forms.ChoiceField(
        label=_("Chia tầng theo"), required=False, help_text=_("Mỗi tầng được bốc riêng.")
    )
    allocation = forms.ChoiceField(
        label=_("Chia số mẫu cho các tầng"),
        widget=forms.RadioSelect,
        initial=Allocation.PROPORTIONAL.value,
        choices=[
            (Allocation.PROPORTIONAL.value, _("Theo số hồ sơ của tầng")),
            (Allocation.EQUAL.value, _("Đều nhau, khi cần so sánh các cơ quan")),
        ],
    )
    cluster = forms.ChoiceField(
        label=_("Bốc cụm trước theo"), required=False, help_text=_("Để trống nếu bốc thẳng từng hồ sơ.")
    )
    take = forms.IntegerField(
        label=_("Số người lấy trong mỗi cụm"),
        required=False,
        min_value=1,
        help_text=_("Để trống để lấy cả cụm; khi đó số ở trên là số cụm."),
    )
    by_size = forms.BooleanField(label=_("Cụm nhiều hồ sơ dễ trúng hơn (PPS)"), required=False)
    reserve = forms.IntegerField(label=_("Dự phòng (%)"), initial=15, min_value=0, max_value=100)
    seed = forms.CharField(
        label=_("Số gieo"),
        max_length=100,
        help_text=_(
            "Thống nhất công khai trước khi bốc, ví dụ kết quả xổ số của một ngày sắp tới. Ai có danh sách"
            " và số gieo đều bốc lại được đúng mẫu này."
        ),
    )

    def __init__(self, data: Any = None, *, columns: Sequence[str]) -> None:
        super().__init__(data)
        self.has_sizes = ONE in columns
        parts = [(name, _NAMES.get(name, name)) for name in columns if name not in _NO_PARTS]
        self.fields["strata"].choices = [("", _("không chia tầng")), *parts]
        self.fields["cluster"].choices = [("", _("không bốc cụm")), *parts]
        self.fields["strata"].initial = "unit"
        if not self.has_sizes:
            del self.fields["by_size"]

    def plan(self) -> Plan:
        """The plan. After `is_valid()`."""
        given = self.cleaned_data
        return Plan(
            n=given["n"],
            seed=given["seed"].strip(),
            strata=given["strata"] or None,
            allocation=Allocation(given["allocation"]),
            cluster=given["cluster"] or None,
            pps=ONE if given.get("by_size") else None,
            take=given["take"],
            reserve=given["reserve"] / 100,
        )
