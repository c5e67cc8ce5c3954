"""Assigning a step: to whom, with what each holds already."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer
from motcua.dossiers import frame
from motcua.dossiers.worklists import held_by_officers
from motcua.orgs.models import Unit
from motcua.web.desk.forms.acting import ActForm, Case


def officers_of(unit: Unit, at: datetime) -> dict[str, tuple[Officer, str]]:
    """Officers with a position in `unit` by key, each with how many steps he holds, the freest first."""
    positions = list(accounts.officers_of(unit, frame.local_day(at)))
    held = held_by_officers([position.officer_id for position in positions])
    ordered = sorted(positions, key=lambda p: (held.get(p.officer_id, 0), p.officer.sort_key))
    return {str(p.officer_id): (p.officer, _told(p, held.get(p.officer_id, 0))) for p in ordered}


def _told(position, count: int) -> str:
    holds = ngettext("đang giữ %(count)s việc", "đang giữ %(count)s việc", count) % {"count": count}
    return f"{position.officer.full_name}, {position.title.name} ({holds})"


class AssignForm(ActForm):
    """One officer of the step's unit."""

    officer = forms.ChoiceField(label=gettext_lazy("Giao cho"), widget=forms.RadioSelect)

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        self.officers = officers_of(case.row.unit, case.at)
        self.fields["officer"].choices = [
            (key, told) for key, (_officer, told) in self.officers.items() if key != str(case.row.owner_id)
        ]

    def clean_officer(self) -> Officer:
        """The officer himself."""
        chosen = self.officers.get(self.cleaned_data["officer"])
        if chosen is None:
            raise ValidationError(_("Người này không còn ở đơn vị."))
        return chosen[0]
