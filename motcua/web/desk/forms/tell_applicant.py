"""Telling the applicant: about what, how, whom, and whether it was heard."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Telling
from motcua.web.desk.forms.acting import ActForm, Case
from motcua.web.desk.forms.wording import line

_ABOUT = {
    State.WAITING_SUPPLEMENT: Telling.About.SUPPLEMENT,
    State.READY: Telling.About.RESULT,
}


class TellApplicantForm(ActForm):
    """Begins with what the dossier's state calls for, by phone, heard."""

    shows = ("name", "phone")

    about = forms.ChoiceField(
        label=gettext_lazy("Báo việc gì"), choices=Telling.About.choices, widget=forms.RadioSelect
    )
    means = forms.ChoiceField(label=gettext_lazy("Báo bằng cách nào"), choices=Telling.Means.choices)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả liên lạc"), choices=Telling.Outcome.choices, widget=forms.RadioSelect
    )
    person = line(gettext_lazy("Báo cho ai"), required=False)
    note = line(gettext_lazy("Ghi chú"), required=False, longest=500)

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        dossier, applicant = case.rows.dossier, case.rows.dossier.applicant
        apologised = any(slip.form == "apology" for slip in case.rows.slips)
        usual = Telling.About.DELAY if apologised else Telling.About.OTHER
        self.initial |= {
            "about": _ABOUT.get(State(dossier.state), usual).value,
            "means": Telling.Means.PHONE.value,
            "outcome": Telling.Outcome.TOLD.value,
            "person": applicant.submitter_name or applicant.name,
        }
        if applicant.phone:
            told = _("Số điện thoại của người nộp: %(phone)s") % {"phone": applicant.phone}
            self.fields["person"].help_text = told
