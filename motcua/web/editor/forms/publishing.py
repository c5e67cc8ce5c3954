"""The document that publishes a draft."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.actions.publish_version import Decision
from motcua.web.shell.dates import DateField


class PublishForm(forms.Form):
    """Number and day of the decision, and the first day on which the version is in effect."""

    seen = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=gettext_lazy("Số quyết định công bố"),
        max_length=100,
        help_text=gettext_lazy("Ví dụ: 2851/QĐ-UBND"),
    )
    decided_on = DateField(label=gettext_lazy("Ngày ký quyết định"))
    start = DateField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Từ ngày này hồ sơ mới theo phiên bản mới. Không được trước hôm nay."),
    )

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Quyết định chưa ký thì chưa công bố được: ngày này ở sau hôm nay."))
        return day

    def clean_start(self) -> Any:
        day = self.cleaned_data["start"]
        if day < timezone.localdate():
            raise ValidationError(_("Ngày hiệu lực không được trước hôm nay."))
        return day

    def decision(self) -> Decision:
        """What was typed, for the act."""
        given = self.cleaned_data
        return Decision(given["number"], given["decided_on"], given["start"], given["seen"])
