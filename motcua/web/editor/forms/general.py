"""What a version says of itself: name, field, agencies, supplements, how days are counted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.catalogue import checks
from motcua.catalogue.content import VersionContent
from motcua.catalogue.findings import errors
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.mapping import LIMITS
from motcua.web.editor import telling
from motcua.web.editor.forms.fields import Asked, asked, limit_of, made, split_limits

FIELDS = (
    *("name", "abbreviations", "field", "ministry", "levels", "target_groups", "competent_agency"),
    *("executing_agency", "coordinating_agency", "receiving_address", "order_of_steps", "conditions"),
    *("received_at_bpmc", "not_at_bpmc_reason", "on_the_spot", "no_due_date", "counting_mode"),
    *("supplement_window", "supplement_article", "supplement_mode", "applicant_deadline", "mark"),
)


class GeneralForm(forms.Form):
    """The version's own fields; `content` is the draft as it would become."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, content: VersionContent, **more: Any) -> None:
        given = content.model_dump(include=set(FIELDS))
        super().__init__(initial=split_limits(given) | {"seen": telling.fingerprint_of(given)}, **more)
        self.fields.update(made(ProcedureVersion, FIELDS))
        self.draft = self.content = content

    @property
    def asked(self) -> list[Asked]:
        """The visible fields as a page lays them out."""
        return list(asked(self))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.is_bound and given.get("seen") != self.initial["seen"]:
            raise ValidationError(_("Phần này vừa được người khác sửa. Hãy mở lại rồi sửa."))
        fields = {name: limit_of(self, name) if name in LIMITS else given.get(name) for name in FIELDS}
        if self.errors:
            return given
        self.content = VersionContent.model_validate(self.draft.model_dump() | fields)
        for finding in errors(checks.findings(self.content)):
            name = str(finding.where[0])
            name = f"{name}_amount" if name in LIMITS else name
            if len(finding.where) == 1 and name in self.fields:
                self.add_error(name, telling.finding(finding, self.content))
        return given
