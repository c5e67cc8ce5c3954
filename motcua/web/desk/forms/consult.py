"""Asking agencies for their opinion: whom, what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.dossiers import frame, offices
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitKind
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case
from motcua.worktime.limits import Limit, parse_limit

_DAYS = [(n, str(n)) for n in (1, 2, 3, 5, 7, 10, 15)]
_GROUPS = (
    (gettext_lazy("Phòng, ban"), {UnitKind.OFFICE}),
    (gettext_lazy("Cơ quan ngành dọc"), {UnitKind.VERTICAL}),
    (gettext_lazy("Ủy ban nhân dân"), {UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE}),
)


class ConsultForm(ActForm):
    """Several units at once, each with the same number of working days in its own calendar."""

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Hỏi đơn vị nào?"), widget=forms.CheckboxSelectMultiple
    )
    question = wording.text(gettext_lazy("Nội dung cần hỏi"), required=True)
    days = forms.TypedChoiceField(
        label=gettext_lazy("Thời hạn trả lời (ngày làm việc)"), choices=_DAYS, coerce=int, initial=3
    )
    silence_as_consent = forms.BooleanField(
        label=gettext_lazy("Quá hạn không trả lời thì coi là đồng ý"), required=False
    )

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        asked = {row.unit_id for row in case.rows.consultations if row.step_id == case.row.pk}
        self.known = {str(u.pk): u for u in around(case) if u.pk not in asked and u.pk != case.row.unit_id}
        self.fields["units"].choices = [(key, unit.short_name) for key, unit in self.known.items()]

    def groups(self) -> list[tuple[Any, list[forms.boundfield.BoundWidget]]]:
        """The boxes of `units` by kind of unit."""
        boxes = {str(box.data["value"]): box for box in self["units"]}
        return [
            (title, [boxes[key] for key, unit in self.known.items() if unit.kind in kinds])
            for title, kinds in _GROUPS
        ]

    def values(self) -> dict[str, Any]:
        """Units and limit as the action wants them."""
        given = super().values()
        limit: Limit = parse_limit(f"{given.pop('days')} wd")
        return {**given, "units": [self.known[key] for key in given["units"]], "limit": limit}


def around(case: Case) -> list[Unit]:
    """Units that may be asked: those of the district around the dossier, and the agencies above it."""
    on = frame.local_day(case.at)
    above = orgs.with_ancestors(offices.home(case.rows.dossier.received_by_unit, on), on)
    top = next((u for u in above if u.kind == UnitKind.DISTRICT), above[0])
    kinds = {kind for _title, group in _GROUPS for kind in group}
    below = [u for u in orgs.below(top, on).order_by("sort_key", "code") if u.kind in kinds]
    return [*below, *(u for u in above if u.kind in kinds and u not in below)]
