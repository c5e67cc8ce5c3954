"""Signing in: user name and password."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.lib.text import nfc

_WRONG = _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt.")


class SignInForm(forms.Form):
    """After `is_valid()`, `user` is who has signed in. One message for every wrong pair, so none is told."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "username" in given and "password" in given:
            name = self.normal(given["username"])
            self.user = authenticate(self.request, username=name, password=given["password"])
            if self.user is None:
                raise ValidationError(_WRONG, code="wrong")
        return given

    @staticmethod
    def normal(username: str) -> str:
        """A user name as accounts have it, however it was typed."""
        return nfc(username.strip()).lower()
