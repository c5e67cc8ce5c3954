"""One day of a calendar as it is to be: off, worked in hours of its own, or an ordinary day again."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.lib.text import nfc
from motcua.web.manage.forms.documents import DocumentForm
from motcua.web.shell.dates import DateField
from motcua.worktime.calendars import MINUTE, Span, day_plan, span
from motcua.worktime.errors import BadCalendar
from motcua.worktime.events import DayDecision, DayHours
from motcua.worktime.models import Calendar, CalendarDay, DayKind

OFF, WORKED, ORDINARY = "off", "worked", "ordinary"


class DayForm(DocumentForm):
    """What is decided about which day; `day()` is the value that the act takes."""

    on = DateField(label=_("Ngày được quyết định"))
    what = forms.ChoiceField(
        label=_("Ngày đó là"),
        choices=[
            (OFF, _("Ngày nghỉ")),
            (WORKED, _("Ngày làm việc theo giờ riêng (làm bù, đổi giờ)")),
            (ORDINARY, _("Ngày thường, theo giờ hằng tuần (bỏ điều đã ghi)")),
        ],
        widget=forms.RadioSelect,
    )
    hours = forms.CharField(
        label=_("Các buổi làm việc"),
        required=False,
        max_length=120,
        help_text=_("Chỉ với ngày làm việc theo giờ riêng. Ví dụ: 07:30-11:30, 13:00-17:00."),
    )
    kind = forms.ChoiceField(label=_("Lý do"), choices=DayKind.choices, initial=DayKind.OTHER)
    name = forms.CharField(
        label=_("Tên gọi của ngày"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Nghỉ phòng chống bão số 3."),
    )

    field_order = ("on", "what", "hours", "kind", "name", "number", "dated")

    def __init__(
        self, data: Any = None, *, calendar: Calendar, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.calendar = calendar

    def clean_hours(self) -> list[Span]:
        """The sessions in the order of the day."""
        text = self.cleaned_data["hours"].replace("–", "-").replace(";", ",")
        try:
            spans = [span(part.strip()) for part in text.split(",") if part.strip()]
            return list(day_plan(tuple(spans)).work)
        except BadCalendar as bad:
            raise ValidationError(
                _("Hãy ghi mỗi buổi như 07:30-11:30, các buổi không trùng nhau, cách nhau bằng dấu phẩy.")
            ) from bad

    def clean(self) -> dict[str, Any]:
        """Hours with a worked day only, a name for what differs from the week, no removal of nothing."""
        told = super().clean() or self.cleaned_data
        what, hours = told.get("what"), told.get("hours")
        if what == WORKED and hours == []:
            self.add_error("hours", _("Ngày làm việc theo giờ riêng phải có ít nhất một buổi."))
        if what in (OFF, ORDINARY) and hours:
            self.add_error("hours", _("Chỉ ghi buổi cho ngày làm việc theo giờ riêng. Hãy bỏ các buổi này."))
        if what in (OFF, WORKED) and not told.get("name"):
            self.add_error("name", _("Hãy ghi tên gọi, để người dân và công chức hiểu vì sao."))
        on = told.get("on")
        if what == ORDINARY and on and not self.calendar.days.filter(on=on).exists():
            self.add_error("on", _("Lịch không ghi riêng ngày này, nên không có gì để bỏ."))
        return told

    def day(self) -> DayDecision | None:
        """The day as decided; None for an ordinary one. After `is_valid()`."""
        told = self.cleaned_data
        if told["what"] == ORDINARY:
            return None
        return DayDecision(
            on=told["on"],
            name=nfc(told["name"]),
            kind=told["kind"],
            document=self.document(),
            verified=True,
            sessions=tuple(DayHours(starts_at=_time(a), ends_at=_time(b)) for a, b in told["hours"]),
        )


def _time(of_day: int) -> time:
    hours, minutes = divmod(of_day // MINUTE, 60)
    return time(hours, minutes)


def shown(row: CalendarDay | None, on: date | None) -> dict[str, Any]:
    """What the form begins with: the day `on`, as the calendar has it."""
    if row is None:
        return {"on": on}
    hours = ", ".join(f"{s.starts_at:%H:%M}-{s.ends_at:%H:%M}" for s in row.sessions.all())
    what = WORKED if row.is_worked else OFF
    return {"on": row.on, "what": what, "hours": hours, "kind": row.kind, "name": row.name}
