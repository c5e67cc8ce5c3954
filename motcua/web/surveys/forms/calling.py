"""A call that brought no answers, and whose list somebody works on."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.rounds.models.calling import Outcome


class CallForm(forms.Form):
    """Fields are named as `note_call` names them."""

    outcome = forms.ChoiceField(
        label=_("Cuộc gọi thế nào?"), widget=forms.RadioSelect, choices=Outcome.choices
    )
    call_after = forms.DateTimeField(
        label=_("Gọi lại từ"),
        required=False,
        help_text=_("Chỉ khi hẹn gọi lại."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"invalid": _("Hãy ghi ngày và giờ, ví dụ 14:30 ngày 05/03/2021.")},
    )

    def clean(self) -> dict[str, Any]:
        told = cast(dict[str, Any], super().clean())
        if told.get("outcome") != Outcome.LATER:
            told["call_after"] = None
        elif not told.get("call_after") and "call_after" not in self.errors:
            self.add_error("call_after", _("Hãy ghi giờ đã hẹn."))
        elif told.get("call_after") and told["call_after"] < timezone.now():
            self.add_error("call_after", _("Giờ hẹn phải ở phía trước."))
        return told


class AssignForm(forms.Form):
    """Who works on the list of a unit; nobody: it is everybody's."""

    interviewer = forms.ChoiceField(label=_("Người phụ trách danh sách này"), required=False)

    def __init__(self, data: Any, *, team: list[User], initial: str = "") -> None:
        super().__init__(data, initial={"interviewer": initial})
        self.team = {str(one.pk): one for one in team}
        choices = [("", _("cả tổ")), *((key, one.full_name) for key, one in self.team.items())]
        cast(forms.ChoiceField, self.fields["interviewer"]).choices = choices
