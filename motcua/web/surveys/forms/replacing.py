"""Why somebody can't be asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.rounds.models.sampling import Disposition


class ReplaceForm(forms.Form):
    """Fields are named as the act names them."""

    disposition = forms.ChoiceField(
        label=_("Vì sao không hỏi được?"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Disposition.choices if choice[0] != Disposition.WAITING],
    )
    reason = forms.CharField(
        label=_("Ghi rõ"), max_length=300, help_text=_("Ví dụ: đã gọi ba lần vào ba ngày khác nhau.")
    )
