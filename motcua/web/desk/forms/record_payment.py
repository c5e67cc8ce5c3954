"""Recording that the duty was paid."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class RecordPaymentForm(ActForm):
    """The receipt proves it."""

    receipt_number = wording.line(gettext_lazy("Số biên lai, chứng từ"), longest=60)
