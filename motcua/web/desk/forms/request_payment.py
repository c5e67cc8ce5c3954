"""Asking the applicant to pay a duty: how much, by which notice, until when."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm
from motcua.web.shell.dates import DateField
from motcua.web.shell.money import DongField


class RequestPaymentForm(ActForm):
    """The clock stands still until it is paid."""

    name = wording.line(gettext_lazy("Khoản phải nộp"), hint=gettext_lazy("Ví dụ: Tiền sử dụng đất"))
    amount = DongField(label=gettext_lazy("Số tiền (đồng)"))
    notice = wording.line(gettext_lazy("Thông báo số"), longest=100)
    expected_end_on = DateField(
        label=gettext_lazy("Nộp trước hết ngày"), help_text=gettext_lazy("Ví dụ: 2 6 2025")
    )
