"""Calendars as an administrator edits them: weekly hours by dates, days off and make-up days.

A calendar belongs to whom `orgs` assigns it by dates. Rows are changed by the actions only: each writes an
event and gives the calendar a new version. statistics.md 3, domain.md 3.6 and 3.7.
"""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Thứ Hai")
    TUESDAY = 1, _("Thứ Ba")
    WEDNESDAY = 2, _("Thứ Tư")
    THURSDAY = 3, _("Thứ Năm")
    FRIDAY = 4, _("Thứ Sáu")
    SATURDAY = 5, _("Thứ Bảy")
    SUNDAY = 6, _("Chủ nhật")


class DayKind(models.TextChoices):
    """Why a day is off or worked (domain.md 3.7)."""

    HOLIDAY = "holiday", _("nghỉ lễ")
    TET = "tet", _("nghỉ Tết Nguyên đán")
    COMPENSATORY = "compensatory", _("nghỉ bù")
    SWAP = "swap", _("hoán đổi ngày làm việc")
    OTHER = "other", _("khác")


def _hours() -> Func:
    """The PostgreSQL range of a session's hours, its end not included."""
    return Func(
        F("starts_at"),
        F("ends_at"),
        # In the order of the alphabet, as migrations are written: Django compares them in order.
        arg_joiner=", DATE '2000-01-01' + ",
        output_field=DateTimeRangeField(),
        template="TSRANGE(DATE '2000-01-01' + %(expressions)s)",
    )


def _validity() -> Func:
    """The PostgreSQL range of a session's days, both included; an absent one is open."""
    bounds = (F("valid_from"), F("valid_to"), Value("[]"))
    return Func(*bounds, function="DATERANGE", output_field=DateRangeField())


class ToldAtFields(models.Model):
    """A broken constraint is told at the field that can be mended (`error_fields`: code -> field)."""

    error_fields: ClassVar[dict[str, str]] = {}

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as refused:
            raise ValidationError(self._placed(refused, exclude or ())) from refused

    def _placed(self, refused: ValidationError, exclude: Any) -> dict[str, list[ValidationError]]:
        placed: dict[str, list[ValidationError]] = {}
        for field, errors in refused.error_dict.items():
            for error in errors:
                wanted = self.error_fields.get(error.code or "", field)
                placed.setdefault(NON_FIELD_ERRORS if wanted in exclude else wanted, []).append(error)
        return placed


class InOrder(ToldAtFields):
    """A row whose hours are in order.

    Django compares ranges before it asks whether their ends are in order, and the database refuses a reversed
    one: so the order is looked at first.
    """

    error_fields = {"sessions_overlap": "starts_at"}

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.starts_at is not None and self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Giờ kết thúc phải sau giờ bắt đầu.")})


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(starts_at__lt=F("ends_at")))


class Calendar(models.Model):
    """One working calendar. `version` is a new one after every change, so that a kept copy knows its age;
    no number, since one that was rolled back would come again with other rows.

    `seeded_days` are the days which shipped data has once brought: they are never brought again, so that an
    administrator's change or removal stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(
        _("mã"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")
            )
        ],
    )
    name = models.CharField(_("tên lịch"), max_length=200)
    version = models.UUIDField(default=new_id, editable=False)
    seeded_days = ArrayField(models.DateField(), default=list, editable=False)

    class Meta:
        verbose_name = _("lịch làm việc")
        verbose_name_plural = _("lịch làm việc")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class WeeklySession(InOrder):
    """A session of every week, from one day to another (an absent day is open)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("lịch làm việc")
    )
    weekday = models.PositiveSmallIntegerField(_("thứ"), choices=Weekday.choices)
    starts_at = models.TimeField(_("từ giờ"))
    ends_at = models.TimeField(_("đến giờ"))
    reception_only = models.BooleanField(
        _("chỉ tiếp nhận"),
        default=False,
        help_text=_("Nhận và trả hồ sơ, nhưng không tính vào thời gian giải quyết."),
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Để trống nếu còn hiệu lực.")
    )

    class Meta:
        verbose_name = _("buổi làm việc hằng tuần")
        verbose_name_plural = _("buổi làm việc hằng tuần")
        ordering = ["calendar", F("valid_from").asc(nulls_first=True), "weekday", "starts_at"]
        constraints = [
            _in_order("worktime_session_hours_in_order"),
            models.CheckConstraint(name="worktime_session_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="worktime_session_days_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
            ),
            ExclusionConstraint(
                name="worktime_session_no_overlap",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (_hours(), RangeOperators.OVERLAPS),
                    (_validity(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Buổi này trùng giờ với một buổi khác của cùng thứ trong tuần."),
                violation_error_code="sessions_overlap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")})


class CalendarDay(ToldAtFields):
    """One day that differs from the weekly hours: off, or worked in sessions of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="days", verbose_name=_("lịch làm việc")
    )
    on = models.DateField(_("ngày"))
    is_worked = models.BooleanField(
        _("ngày làm bù"), default=False, help_text=_("Ngày làm bù có các buổi làm việc riêng.")
    )
    kind = models.CharField(_("lý do"), max_length=16, choices=DayKind.choices, default=DayKind.OTHER)
    name = models.CharField(_("tên ngày"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    document = models.CharField(
        _("văn bản quyết định"), max_length=300, blank=True, help_text=_("Số, ngày, cơ quan ban hành.")
    )
    verified = models.BooleanField(
        _("đã đối chiếu văn bản"), default=False, help_text=_("Chưa đối chiếu: ngày do chương trình tính.")
    )

    error_fields = {"day_once": "on", "verified_by_document": "document"}

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")
        ordering = ["calendar", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "on"],
                name="worktime_day_once",
                violation_error_message=_("Ngày này đã có trong lịch."),
                violation_error_code="day_once",
            ),
            models.CheckConstraint(name="worktime_day_kind", condition=Q(kind__in=DayKind.values)),
            models.CheckConstraint(
                name="worktime_day_verified_by_document",
                condition=Q(verified=False) | ~Q(document=""),
                violation_error_message=_("Muốn đánh dấu đã đối chiếu thì phải ghi văn bản quyết định."),
                violation_error_code="verified_by_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.name}"


class DaySession(InOrder):
    """A session of a make-up day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.ForeignKey(
        CalendarDay, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("ngày làm bù")
    )
    starts_at = models.TimeField(_("từ giờ"))
    ends_at = models.TimeField(_("đến giờ"))
    reception_only = models.BooleanField(_("chỉ tiếp nhận"), default=False)

    class Meta:
        verbose_name = _("buổi của ngày làm bù")
        verbose_name_plural = _("buổi của ngày làm bù")
        ordering = ["day", "starts_at"]
        constraints = [
            _in_order("worktime_daysession_hours_in_order"),
            ExclusionConstraint(
                name="worktime_daysession_no_overlap",
                expressions=[("day", RangeOperators.EQUAL), (_hours(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Buổi này trùng giờ với một buổi khác của cùng ngày."),
                violation_error_code="sessions_overlap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M}"
