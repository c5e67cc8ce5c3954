"""Columns that come back in several tables of the catalogue, and the constraints that belong to them."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models.labels import choices
from motcua.catalogue.terms import LimitUnit, Mark

_COUNTED = [u.value for u in LimitUnit if u not in (LimitUnit.NONE, LimitUnit.SAME_DAY)]
_UNCOUNTED = [LimitUnit.NONE.value, LimitUnit.SAME_DAY.value]


def amount(label: Any) -> models.DecimalField:
    """The number of a limit; empty when there is none or when it is "within the day"."""
    return models.DecimalField(label, max_digits=8, decimal_places=3, null=True, blank=True)


def unit(label: Any) -> models.CharField:
    """The unit of a limit; empty when no limit is stated."""
    return models.CharField(label, max_length=8, choices=choices(LimitUnit), default="", blank=True)


def limit_is_whole(prefix: str, name: str) -> models.CheckConstraint:
    """Number and unit of a limit stand together, and the number is above zero."""
    counted = Q(**{f"{prefix}_unit__in": _COUNTED, f"{prefix}_amount__gt": 0})
    uncounted = Q(**{f"{prefix}_unit__in": _UNCOUNTED, f"{prefix}_amount__isnull": True})
    return models.CheckConstraint(name=name, condition=counted | uncounted)


def cases() -> ArrayField:
    """Codes of the cases to which a row belongs; empty: to all."""
    return ArrayField(models.CharField(max_length=40), verbose_name=_("trường hợp"), default=list, blank=True)


def mark() -> models.CharField:
    """Where the row comes from; empty: as the version says."""
    return models.CharField(_("nguồn"), max_length=8, choices=choices(Mark), default="", blank=True)


def texts(label: Any) -> ArrayField:
    """A short list of texts."""
    return ArrayField(models.TextField(), verbose_name=label, default=list, blank=True)
