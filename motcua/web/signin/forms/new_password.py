"""A new password of one's own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def _field(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=help_text, strip=False, max_length=500, widget=widget)


class NewPasswordForm(forms.Form):
    """Typed twice, because nobody sees it; whether it is good enough, the act tells."""

    password = _field(_("Mật khẩu mới"), _("Ít nhất 10 ký tự, không phải mật khẩu nhiều người dùng."))
    again = _field(_("Gõ lại mật khẩu mới"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password" in given and "again" in given and given["password"] != given["again"]:
            raise ValidationError({"again": _("Hai lần gõ không giống nhau.")})
        return given
