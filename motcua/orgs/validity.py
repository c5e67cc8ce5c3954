"""Rows that hold from one day to another, and the database's promise that they do not overlap.

Both days belong to the period, as offices write them ("từ ngày … đến hết ngày …"); no last day means that
the row still holds. Periods with hours are half-open.
"""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from motcua.worktime.models import ToldAtFields


def days() -> Func:
    """The PostgreSQL range of a row's days, the last one included."""
    bounds = (F("valid_from"), F("valid_to"), Value("[]"))
    return Func(*bounds, function="DATERANGE", output_field=DateRangeField())


def hours() -> Func:
    """The PostgreSQL range of a row's instants, the end not included."""
    bounds = (F("from_at"), F("to_at"), Value("[)"))
    return Func(*bounds, function="TSTZRANGE", output_field=DateTimeRangeField())


def no_overlap(
    name: str, *same: str, period: Func, message: Any, condition: Q | None = None
) -> ExclusionConstraint:
    """Rows that agree in all fields of `same` may not share any time; `message` tells people so."""
    return ExclusionConstraint(
        name=name,
        expressions=[*((field, RangeOperators.EQUAL) for field in same), (period, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
        violation_error_code=name,
    )


class Guard(models.CheckConstraint):
    """A check for the database alone: a field's choices or `clean` have already told people what is wrong.

    Django would ask the database three more statements for each row.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is left to say."""

    def deconstruct(self) -> Any:
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Rows that hold on `day`."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Dated(ToldAtFields):
    """A row with a first and a last day."""

    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Để trống nếu còn hiệu lực.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            Guard(
                name="%(app_label)s_%(class)s_days_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def clean(self) -> None:
        # Before the constraints are asked: PostgreSQL makes no range whose end lies before its beginning.
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")})

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies between the first and the last day, both included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
