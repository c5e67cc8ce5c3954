"""Apologising (Mẫu 04): the new date and why, once."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from motcua.dossiers import frame
from motcua.lib.times import LOCAL
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm
from motcua.web.shell.dates import DateField
from motcua.worktime import calc
from motcua.worktime.limits import SAME_DAY


class ApologiseForm(ActForm):
    """The new date means the end of that working day, a day off the next one."""

    new_date = DateField(label=gettext_lazy("Ngày hẹn lại"), help_text=gettext_lazy("Ví dụ: 2 6 2025"))
    reason = wording.text(
        gettext_lazy("Lý do chậm"), hint=gettext_lazy("In trên phiếu gửi người nộp."), required=True
    )

    def values(self) -> dict[str, Any]:
        """The date as the instant at which that day's work ends."""
        given = super().values()
        begin = datetime.combine(given["new_date"], datetime.min.time(), LOCAL)
        calendar = frame.calendar_of(self.case.rows.dossier.received_by_unit, self.case.at)
        return {**given, "new_date": calc.due(calendar, begin, SAME_DAY).at}
