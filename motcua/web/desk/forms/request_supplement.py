"""Issuing the request for a supplement (Mẫu 02) that the solving agency proposed."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms.acting import ActForm
from motcua.web.shell.dates import DateField


class RequestSupplementForm(ActForm):
    """Until when the applicant is to bring it."""

    expected_end_on = DateField(
        label=gettext_lazy("Người nộp bổ sung trước hết ngày"), help_text=gettext_lazy("Ví dụ: 2 6 2025")
    )
