"""Apologising (Mẫu 04): the new date, why, and who signed, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer
from motcua.accounts.policies import Ground
from motcua.dossiers import frame, signing
from motcua.lib.times import LOCAL
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case
from motcua.web.shell.dates import DateField
from motcua.worktime import calc
from motcua.worktime.limits import SAME_DAY


class ApologiseForm(ActForm):
    """The new date means the end of that working day, a day off the next one."""

    new_date = DateField(label=gettext_lazy("Ngày hẹn lại"), help_text=gettext_lazy("Ví dụ: 2 6 2025"))
    reason = wording.text(
        gettext_lazy("Lý do chậm"), hint=gettext_lazy("In trên phiếu gửi người nộp."), required=True
    )
    signer = forms.ChoiceField(
        label=gettext_lazy("Người ký phiếu"),
        help_text=gettext_lazy("Thủ trưởng cơ quan giải quyết hồ sơ, hoặc người đang thay."),
        widget=forms.RadioSelect,
    )

    def __init__(self, case: Case, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(case, data)
        found = signing.signers(case.rows.dossier, case.at)
        titles = accounts.titles_of(found, frame.local_day(case.at))
        self.signers = {str(officer.pk): officer for officer in found}
        field = self.fields["signer"]
        field.choices = [  # type: ignore[attr-defined]
            (str(officer.pk), _told(officer, titles.get(officer.pk, ""), right))
            for officer, right in found.items()
        ]
        if len(self.signers) == 1:
            field.initial = next(iter(self.signers))

    def clean_signer(self) -> Officer:
        """The officer himself."""
        chosen = self.signers.get(self.cleaned_data["signer"])
        if chosen is None:
            raise ValidationError(_("Người này không còn được ký phiếu."))
        return chosen

    def values(self) -> dict[str, Any]:
        """The date as the instant at which that day's work ends."""
        given = super().values()
        begin = datetime.combine(given["new_date"], datetime.min.time(), LOCAL)
        calendar = frame.calendar_of(self.case.rows.dossier.received_by_unit, self.case.at)
        return {**given, "new_date": calc.due(calendar, begin, SAME_DAY).at}


def _told(officer: Officer, title: str, right: Ground) -> str:
    told = ", ".join(part for part in (officer.full_name, title) if part)
    return (
        _("%(officer)s (thay %(absent)s)") % {"officer": told, "absent": right.of_name}
        if right.of_name
        else told
    )
