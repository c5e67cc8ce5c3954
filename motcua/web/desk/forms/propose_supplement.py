"""Proposing that the counter asks for a supplement: everything at once, since it is asked once."""

from typing import Any

from django.utils.translation import gettext_lazy

from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class ProposeSupplementForm(ActForm):
    """Papers or contents, one on each line."""

    items = wording.text(
        gettext_lazy("Giấy tờ, nội dung cần bổ sung"),
        hint=gettext_lazy("Mỗi dòng một mục. Chỉ được yêu cầu một lần, nên hãy ghi đủ."),
        required=True,
    )
    reason = wording.text(gettext_lazy("Lý do, căn cứ"), required=True)

    def values(self) -> dict[str, Any]:
        """The lines as a list."""
        given = super().values()
        items = [line.strip() for line in given["items"].splitlines() if line.strip()]
        return {**given, "items": items}
