"""What becomes of an odd response, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.rounds.models.checking import Verdict


class DecisionForm(forms.Form):
    """Fields are named as the act names them."""

    verdict = forms.ChoiceField(label=_("Quyết định"), widget=forms.RadioSelect, choices=Verdict.choices)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        help_text=_("Ví dụ: đã gọi lại, người trả lời xác nhận. Không ghi tên người trả lời."),
    )
