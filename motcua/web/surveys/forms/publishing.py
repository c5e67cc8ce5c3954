"""By which decision results are published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.shell.dates import DateField


class PublishForm(forms.Form):
    """Fields are named as the act names them."""

    decision = forms.CharField(
        label=_("Số, ký hiệu quyết định công bố"), max_length=100, help_text=_("Ví dụ: 152/QĐ-UBND.")
    )
    decided_on = DateField(label=_("Ngày quyết định"))
