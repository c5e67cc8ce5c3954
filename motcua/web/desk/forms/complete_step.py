"""Completing a step: an opinion, and the steps that happen only sometimes and do now."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import preview
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm


class CompleteStepForm(ActForm):
    """The opinion may be empty; `chosen` is asked only where the process has such steps next."""

    opinion = wording.text(
        gettext_lazy("Ý kiến"), hint=gettext_lazy("Người làm bước sau và lãnh đạo sẽ đọc ý kiến này.")
    )

    def __init__(self, case, data=None) -> None:
        super().__init__(case, data)
        choices = preview.choices(case.row, case.at)
        if choices:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=_("Bước chỉ làm trong một số trường hợp"),
                choices=[(step.key, f"{step.name} ({step.condition})") for step in choices],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def values(self) -> dict[str, Any]:
        """As for every act; none chosen where none is asked for."""
        return {"chosen": [], **super().values()}
