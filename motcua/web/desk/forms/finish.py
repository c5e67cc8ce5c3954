"""Finishing: the number under which the result is in the books."""

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class FinishForm(ActForm):
    """No result without its number."""

    result_number = wording.line(
        gettext_lazy("Số, ký hiệu của kết quả"), hint=gettext_lazy("Ví dụ: 128/GP-UBND"), longest=100
    )
    title = wording.line(gettext_lazy("Tên kết quả"), required=False, longest=500)
