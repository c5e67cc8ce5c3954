"""Codes of the second step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_ONCE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of the app, or one from paper: which, its length tells."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        widget=forms.TextInput(attrs={**_ONCE, "inputmode": "text"}),
    )

    def clean_code(self) -> str:
        """The code without the spaces that apps show in it."""
        return "".join(str(self.cleaned_data["code"]).split())


class AppForm(CodeForm):
    """Setting up an app: what it shows, and the sealed secret that the page gave it."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã 6 số đang hiện trong ứng dụng")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ConfirmForm(forms.Form):
    """One's own password once more."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
