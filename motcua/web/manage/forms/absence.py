"""An officer is away, or lets another exercise one of his roles: by whole days, as offices write them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer, RoleHolding
from motcua.lib.times import LOCAL
from motcua.web.shell.dates import DateField


class _PeriodForm(forms.Form):
    """From the start of one day to the end of another; today begins now."""

    # Where the act tells its refusals -> field of the form.
    renamed: dict[str, str] = {"from_at": "first", "to_at": "last"}

    first = DateField(label=_("Từ ngày"))
    last = DateField(label=_("Đến hết ngày"))

    def period(self, at: datetime) -> dict[str, datetime]:
        """`from_at` and `to_at`, half-open; nothing begins before `at`. After `is_valid()`."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        today = at.astimezone(LOCAL).date()
        return {
            "from_at": at if first == today else _midnight(first),
            "to_at": _midnight(last + timedelta(days=1)),
        }


class AbsenceForm(_PeriodForm):
    """Who does the daily work meanwhile."""

    renamed = {**_PeriodForm.renamed, "absent": "substitute"}

    substitute = forms.ModelChoiceField(Officer.objects.none(), label=_("Người thay"))
    reason = forms.CharField(label=_("Lý do"), max_length=200, required=False)
    document = forms.CharField(
        label=_("Văn bản"), max_length=200, required=False, help_text=_("Số và ngày, nếu có.")
    )
    field_order = ("substitute", "first", "last", "reason", "document")

    def __init__(self, data: Any = None, *, others: Any, **more: Any) -> None:
        super().__init__(data, prefix="absence", **more)
        self.fields["substitute"].queryset = others

    def told(self, at: datetime) -> dict[str, Any]:
        """What the act is told of the absence. After `is_valid()`."""
        given = self.cleaned_data
        return {name: given[name] for name in ("substitute", "reason", "document")} | self.period(at)


class DelegationForm(_PeriodForm):
    """Which own role, to whom, by which document."""

    renamed = {**_PeriodForm.renamed, "to_officer": "to", "unit": "role", "permissions": "role"}

    role = forms.ChoiceField(label=_("Vai trò được ủy quyền"))
    to = forms.ModelChoiceField(Officer.objects.none(), label=_("Người được ủy quyền"))
    document = forms.CharField(
        label=_("Văn bản ủy quyền"), max_length=200, help_text=_("Số, ngày, người ký.")
    )
    field_order = ("role", "to", "first", "last", "document")

    def __init__(
        self, data: Any = None, *, others: Any, holdings: Sequence[RoleHolding], **more: Any
    ) -> None:
        super().__init__(data, prefix="delegation", **more)
        self.holdings = {str(row.pk): row for row in holdings}
        self.fields["to"].queryset = others
        self.fields["role"].choices = [
            (key, f"{row.get_role_display()}, {row.unit.short_name}") for key, row in self.holdings.items()
        ]

    def told(self, at: datetime) -> dict[str, Any]:
        """What the act is told of the delegation. After `is_valid()`."""
        given, row = self.cleaned_data, self.holdings[self.cleaned_data["role"]]
        what = {"to_officer": given["to"], "document": given["document"], "role": row.role, "unit": row.unit}
        return what | self.period(at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
