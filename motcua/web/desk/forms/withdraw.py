"""Recording that the applicant withdraws."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class WithdrawForm(ActForm):
    """What the applicant said."""

    reason = wording.text(gettext_lazy("Yêu cầu của người nộp"), required=True)
