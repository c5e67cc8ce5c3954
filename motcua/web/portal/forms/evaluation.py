"""The evaluation slip of an applicant (NĐ 61/2018 article 31), as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.evaluation.models import Slip
from motcua.evaluation.scores import Blamed
from motcua.evaluation.values import Answers

_WHOM = [
    (Blamed.RECEPTION.value, gettext_lazy("người nhận hồ sơ, trả kết quả")),
    (Blamed.PROCESSING.value, gettext_lazy("người giải quyết hồ sơ")),
    (Blamed.UNSURE.value, gettext_lazy("không rõ")),
]


def _asked(label: Any, choices: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, widget=forms.RadioSelect)


class SlipForm(forms.Form):
    """Seven questions and room for words; nothing is chosen beforehand."""

    timing = _asked(gettext_lazy("Kết quả được trả khi nào?"), Slip.Timing.choices)
    contacts = _asked(
        gettext_lazy("Sau lần nộp đầu, bạn phải đến hoặc liên hệ thêm bao nhiêu lần để hoàn thiện hồ sơ?"),
        Slip.Contacts.choices,
    )
    own_fault = forms.BooleanField(label=gettext_lazy("Là do giấy tờ của tôi còn thiếu"), required=False)
    agencies = _asked(
        gettext_lazy("Bạn phải liên hệ thêm cơ quan nào để hoàn thiện hồ sơ?"), Slip.Agencies.choices
    )
    attitude = _asked(gettext_lazy("Thái độ phục vụ?"), Slip.Worth.choices)
    blamed = forms.ChoiceField(
        label=gettext_lazy("Nếu chưa tốt, là của ai?"),
        choices=_WHOM,
        widget=forms.RadioSelect,
        required=False,
    )
    convenience = _asked(gettext_lazy("Sự thuận tiện?"), Slip.Worth.choices)
    overall = _asked(gettext_lazy("Đánh giá chung?"), Slip.Worth.choices)
    words = forms.CharField(
        label=gettext_lazy("Ý kiến khác (nếu có)"), widget=forms.Textarea, required=False, max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("attitude") == Slip.Worth.POOR and not told.get("blamed"):
            self.add_error("blamed", _("Hãy chọn thái độ của ai chưa tốt, hoặc “không rõ”."))
        return told

    @property
    def answers(self) -> Answers:
        """What the slip says; an answer that another one makes meaningless is left out."""
        told = dict(self.cleaned_data)
        told["own_fault"] = told["own_fault"] and told["contacts"] > 0
        told["blamed"] = told["blamed"] if told["attitude"] == Slip.Worth.POOR else ""
        return Answers(**told)
