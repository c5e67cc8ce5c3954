"""Code and secret of a dossier, as people copy them from paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import public

_TYPING = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class TrackingForm(forms.Form):
    """After `is_valid()`, `found` is the dossier's key. One message whatever is wrong, so none is told."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Ví dụ: 000.00.18.H52-200529-0361"),
        max_length=60,
        widget=forms.TextInput(attrs=_TYPING),
    )
    secret = forms.CharField(
        label=_("Mã tra cứu"),
        help_text=_("Tám chữ cái và chữ số in cạnh mã QR trên giấy tiếp nhận."),
        max_length=20,
        widget=forms.TextInput(attrs=_TYPING),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = None

    def clean_code(self) -> str:
        """Without blanks, in capitals."""
        return _as_printed(self.cleaned_data["code"])

    def clean_secret(self) -> str:
        """Without blanks, in capitals."""
        return _as_printed(self.cleaned_data["secret"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "code" in given and "secret" in given:
            self.found = public.opened(given["code"], given["secret"])
            if self.found is None:
                raise ValidationError(
                    _("Mã hồ sơ hoặc mã tra cứu không đúng. Hãy xem lại từng chữ trên giấy tiếp nhận."),
                    code="wrong",
                )
        return given


def _as_printed(text: str) -> str:
    return "".join(text.split()).upper()
