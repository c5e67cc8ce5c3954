"""What the forms of all acts share: what the page had seen, and the values for the action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from motcua.accounts.models import User
from motcua.dossiers.models.rows import Contested
from motcua.dossiers.offering import Offer
from motcua.dossiers.whole import Whole


@dataclass(frozen=True)
class Case:
    """What a form may ask about: the offer, the dossier with its rows, who acts, and when."""

    offer: Offer
    rows: Whole
    user: User
    at: datetime
    seen: int

    @property
    def row(self) -> Any:
        """The row acted on."""
        return self.offer.row


class ActForm(forms.Form):
    """An act without inputs. `seen` is the last event of the dossier that the page showed, `version` that of
    of the row acted on: so a stale page is known. `shows` are the applicant's data that it shows.
    """

    shows: tuple[str, ...] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, case: Case, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"seen": case.seen, "version": version_of(case.row)})
        self.case = case

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people fill in."""
        return [field for field in self if not field.is_hidden]

    def values(self) -> dict[str, Any]:
        """What the action is given, after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "version")}

    def shown_anew(self, case: Case) -> "ActForm":
        """The same with all that was typed, for somebody who has now seen the newest state, `case`."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"], data["version"] = case.seen, version_of(case.row)
        return type(self)(case, data)


def version_of(row: Contested) -> int:
    """How often the row was changed."""
    return row.version
