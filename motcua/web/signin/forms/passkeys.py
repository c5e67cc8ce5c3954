"""Naming a new passkey."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(forms.Form):
    """The name that its owner gives it, and what the browser answered."""

    name = forms.CharField(
        label=_("Tên để nhận ra"),
        help_text=_("Ví dụ: máy tính ở quầy, điện thoại của tôi."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "required": "required"}),
    )
    answer = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
