"""Sending back, and whatever else gives its reason alone."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class SendBackForm(ActForm):
    """Whoever gets it back must know what to do."""

    reason = wording.text(gettext_lazy("Lý do chuyển lại và việc cần làm"), required=True)
