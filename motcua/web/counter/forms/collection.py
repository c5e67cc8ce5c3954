"""Who fetches a result, and by which right. The shape of input, no rules but the comparison of numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.terms import Channel
from motcua.dossiers.models import Applicant, ResultPaper
from motcua.lib.text import nfc
from motcua.web.counter import card

_OWN = {"autocomplete": "off", "spellcheck": "false"}


class CollectionForm(forms.Form):
    """`applicant` is who handed in: whoever comes in his name shows a card with his number."""

    collected_by = forms.ChoiceField(
        label=_("Ai nhận kết quả?"),
        choices=[
            (ResultPaper.Collector.APPLICANT.value, _("Người nộp hồ sơ")),
            (ResultPaper.Collector.AUTHORISED.value, _("Người được ủy quyền")),
        ],
        widget=forms.RadioSelect,
    )
    receiver_id_number = forms.CharField(
        label=_("Quét căn cước của người nhận, hoặc gõ số giấy tờ"),
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={**_OWN, "autofocus": "autofocus"}),
    )
    receiver_name = forms.CharField(
        label=_("Họ và tên người nhận"), required=False, max_length=300, widget=forms.TextInput(attrs=_OWN)
    )
    authority = forms.CharField(
        label=_("Giấy ủy quyền"),
        required=False,
        max_length=300,
        help_text=_("Số, ngày, nơi chứng thực; chỉ khi người khác nhận thay."),
        widget=forms.TextInput(attrs=_OWN),
    )
    receipt_lost = forms.BooleanField(label=_("Người nhận khai mất giấy hẹn"), required=False)
    channel = forms.ChoiceField(
        label=_("Trả bằng cách nào"),
        choices=[
            (Channel.DIRECT.value, _("Trực tiếp")),
            (Channel.POST.value, _("Bưu chính")),
            (Channel.ONLINE.value, _("Trực tuyến")),
        ],
    )

    def __init__(self, *args: Any, applicant: Applicant, channel: str, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "collected_by": ResultPaper.Collector.APPLICANT.value,
            "receiver_name": applicant.name,
            "channel": channel,
        }
        super().__init__(*args, **kwargs)
        self.applicant = applicant

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        read = card.parse(said.get("receiver_id_number", ""))
        if read is not None:
            said |= {"receiver_id_number": read.number, "receiver_name": read.name}
        said["receiver_name"] = nfc(said.get("receiver_name", ""))
        if said.get("collected_by") == ResultPaper.Collector.APPLICANT:
            said["receiver_name"] = said["receiver_name"] or self.applicant.name
            self._compare(said.get("receiver_id_number", "").replace(" ", ""))
        if len(said.get("receiver_id_number", "")) > 40:
            self.add_error("receiver_id_number", _("Không đọc được mã này. Hãy quét lại hoặc gõ số."))
        return said

    def _compare(self, number: str) -> None:
        if number and self.applicant.id_number and number != self.applicant.id_number:
            text = _(
                "Số này khác số giấy tờ của người nộp. Nếu người khác nhận, hãy chọn người được ủy quyền."
            )
            self.add_error("receiver_id_number", ValidationError(text))
