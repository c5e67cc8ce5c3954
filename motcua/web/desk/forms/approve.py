"""Approving: an opinion that may be empty."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class ApproveForm(ActForm):
    """The signature is the act itself."""

    opinion = wording.text(gettext_lazy("Ý kiến"))
