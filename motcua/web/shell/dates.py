"""A date asked for as people write it: day, month, year in three small boxes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = (("day", _("Ngày"), 2), ("month", _("Tháng"), 2), ("year", _("Năm"), 4))


class DayMonthYear(forms.Widget):
    """Sends `NAME_day`, `NAME_month`, `NAME_year`; drawn by the part `field`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}_{part}", "")).strip() for part, _label, _width in PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part, _label, _width in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else id_


class DateField(forms.Field):
    """A local date; an error says which box to look at."""

    widget = DayMonthYear

    def prepare_value(self, value: Any) -> list[tuple[str, Any, int, str]]:
        """(part, label, width, what stands in the box) for each of the three boxes."""
        given = (value.day, value.month, value.year) if isinstance(value, date) else value or ("", "", "")
        return [(*part, str(text)) for part, text in zip(PARTS, given, strict=True)]

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        if not all(part.isdecimal() for part in value):
            raise ValidationError(_("Hãy ghi đủ ngày, tháng, năm bằng chữ số, ví dụ 2 6 2025."))
        day, month, year = map(int, value)
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(_("Không có ngày này. Hãy xem lại ngày và tháng.")) from None
