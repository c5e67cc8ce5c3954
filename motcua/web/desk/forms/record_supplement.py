"""Recording that the supplement came."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class RecordSupplementForm(ActForm):
    """What came, if there is anything to say."""

    note = wording.line(gettext_lazy("Ghi chú"), required=False)
