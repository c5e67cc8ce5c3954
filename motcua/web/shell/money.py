"""Amounts of money as people type them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PLAIN = re.compile(r"[0-9]+|[0-9]{1,3}([., \u00a0][0-9]{3})+")
_MOST = 10**13


class DongField(forms.IntegerField):
    """Whole đồng, at least 1, with or without a point, comma or space before each three digits."""

    default_error_messages = dict.fromkeys(
        ("invalid", "min_value"), _("Hãy ghi số tiền bằng chữ số, ví dụ 12000.")
    )

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=1, max_value=_MOST, widget=widget, **more)

    def to_python(self, value: Any) -> int | None:
        """ValidationError for what is no number, and for a half group such as `12.5`."""
        typed = str(value or "").strip()
        if typed and not _PLAIN.fullmatch(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(r"[^0-9]", "", typed))
