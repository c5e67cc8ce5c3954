"""Refusing to solve: the reason and the legal ground, which the slip prints."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class RefuseForm(ActForm):
    """Both are printed for the applicant."""

    reason = wording.text(
        gettext_lazy("Lý do"), hint=gettext_lazy("In trên phiếu gửi người nộp."), required=True
    )
    legal_basis = wording.line(gettext_lazy("Căn cứ pháp lý"), hint=gettext_lazy("Điều, khoản, văn bản."))
