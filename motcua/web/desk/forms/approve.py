"""Approving: signed digitally where a result was drafted, with an opinion that may be empty."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.dossiers import papers
from motcua.issuing import keys
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case


class ApproveForm(ActForm):
    """`draft` is the wording to be signed, None for none; the act signs none but the one that was seen."""

    opinion = wording.text(gettext_lazy("Ý kiến"))
    sign = forms.BooleanField(
        label=gettext_lazy("Ký số văn bản kết quả"),
        help_text=gettext_lazy("Bỏ đánh dấu nếu ký trên giấy."),
        required=False,
        initial=True,
    )
    seen_draft = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, case: Case, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(case, data)
        self.draft = papers.newest_draft(case.rows.dossier)
        if self.draft is None or not keys.is_there(keys.label_of_person(case.user)):
            del self.fields["sign"], self.fields["seen_draft"]
        else:
            self.initial["seen_draft"] = self.draft.number

    def shown_anew(self, case: Case) -> ActForm:
        """With the newest draft as the one that is seen."""
        form = super().shown_anew(case)
        if isinstance(form, ApproveForm) and form.draft:
            form.data["seen_draft"] = form.draft.number  # type: ignore[index]
        return form
