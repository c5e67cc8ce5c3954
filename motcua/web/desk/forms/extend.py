"""Extending the time limit by a rule that the procedure publishes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import preview
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case


class ExtendForm(ActForm):
    """Each rule is offered with the due date that it leads to."""

    rule = forms.ChoiceField(label=gettext_lazy("Kéo dài theo"), widget=forms.RadioSelect)
    reason = wording.text(gettext_lazy("Lý do"), required=True)

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        self.fields["rule"].choices = [
            (
                rule.code,
                _("%(name)s (%(article)s): hạn mới %(due)s")
                % {"name": rule.name, "article": rule.article, "due": f"{due_at:%H:%M %d/%m/%Y}"},
            )
            for rule, due_at in preview.extensions(case.rows.dossier, case.at)
        ]
