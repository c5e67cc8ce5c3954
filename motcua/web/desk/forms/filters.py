"""What a worklist may be narrowed to. Everything is optional; what makes no sense is left out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Role
from motcua.dossiers.worklists import Filters, When

WHENS: Mapping[When, Any] = {
    When.LATE: gettext_lazy("Quá hạn"),
    When.SOON: gettext_lazy("Sắp đến hạn"),
    When.PAUSED: gettext_lazy("Đang tạm dừng"),
    When.FREE: gettext_lazy("Chưa ai giữ"),
}
_STEPS = (
    Role.RECEIVE,
    Role.HAND_OVER,
    Role.ASSIGN,
    Role.APPRAISE,
    Role.CONSULT,
    Role.SUBMIT,
    Role.OFFICE_CHECK,
    Role.APPROVE,
    Role.SEAL,
)


class FiltersForm(forms.Form):
    """`known` are (code, name, field) of the procedures in the list."""

    q = forms.CharField(label=gettext_lazy("Mã hồ sơ hoặc tên người nộp"), required=False, max_length=200)
    procedure = forms.ChoiceField(label=gettext_lazy("Thủ tục"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Bước"), required=False)
    when = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Mapping[str, Any], known: list[tuple[str, str, str]]) -> None:
        super().__init__(data)
        everything = [("", _("Tất cả"))]
        fields = sorted({field for _code, _name, field in known if field})
        self.fields["procedure"].choices = everything + [(code, name[:90]) for code, name, _field in known]
        self.fields["field"].choices = everything + [(field, field) for field in fields]
        self.fields["role"].choices = everything + [(role.value, label(role)) for role in _STEPS]
        self.fields["when"].choices = everything + [(when.value, text) for when, text in WHENS.items()]

    def filters(self, unit: str, officer: str) -> Filters:
        """What was asked for; a choice that the list does not have is not asked for."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            procedure=given.get("procedure", ""),
            field=given.get("field", ""),
            role=given.get("role", ""),
            unit=unit,
            officer=officer,
            when=given.get("when", ""),
            words=given.get("q", ""),
        )
