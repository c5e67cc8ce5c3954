"""Correcting what was typed wrongly of the applicant, with the reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.actions.correct_record import CORRECTABLE
from motcua.dossiers.models import Applicant
from motcua.lib.text import nfc
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case


class CorrectRecordForm(ActForm):
    """Shows what stands there; what is changed is corrected, all else is left."""

    name = wording.line(gettext_lazy("Họ và tên, tên tổ chức"))
    id_number = wording.line(gettext_lazy("Số căn cước, hộ chiếu, mã số thuế"), required=False, longest=40)
    address = wording.line(gettext_lazy("Địa chỉ"), required=False, longest=500)
    phone = wording.line(gettext_lazy("Số điện thoại"), required=False, longest=20)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    submitter_name = wording.line(gettext_lazy("Người nộp thay"), required=False)
    submitter_id_number = wording.line(gettext_lazy("Số giấy tờ người nộp thay"), required=False, longest=40)
    reason = wording.text(gettext_lazy("Vì sao phải sửa"), required=True)

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        self.applicant: Applicant = case.rows.dossier.applicant
        self.initial |= {name: getattr(self.applicant, name) for name in CORRECTABLE}

    def clean(self) -> dict[str, Any]:
        """Something must differ."""
        given = super().clean() or {}
        if not self.errors and not self._changed():
            raise ValidationError(_("Chưa có thông tin nào được sửa."))
        return given

    def _changed(self) -> dict[str, str]:
        given = {name: nfc(self.cleaned_data.get(name, "")) for name in CORRECTABLE}
        return {name: value for name, value in given.items() if value != getattr(self.applicant, name)}

    def values(self) -> dict[str, Any]:
        """What was changed, and why."""
        return {"reason": self.cleaned_data["reason"], **self._changed()}
