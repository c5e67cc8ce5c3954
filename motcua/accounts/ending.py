"""How rights and positions end before their time: the one rule behind each act that ends one.

Each locks the row first and raises ValidationError at the field that can be mended.
"""

from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.accounts.models.roles import Timed
from motcua.accounts.queries import not_past
from motcua.orgs.validity import Dated

ByTheMinute = TypeVar("ByTheMinute", bound=Timed)
ByTheDay = TypeVar("ByTheDay", bound=Dated)


def end_at(row: ByTheMinute, to_at: datetime, at: datetime) -> ByTheMinute:
    """The row anew, in force until `to_at`, as decided at `at`; both aware.

    What had not begun by `to_at` never comes into force. Raises ValidationError at `to_at` for a time that
    is past, or later than the end already fixed.
    """
    row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if not not_past(to_at, at):
        raise ValidationError({"to_at": _("Không ghi lùi thời điểm kết thúc.")})
    end = max(to_at, at)
    if row.to_at is not None and end > row.to_at:
        raise ValidationError({"to_at": _("Đã có thời điểm kết thúc sớm hơn.")})
    row.to_at = max(end, row.from_at)
    row.save(update_fields=["to_at"])
    return row


def end_with(row: ByTheDay, last_day: date) -> ByTheDay:
    """The row anew, in force until the end of `last_day`. Raises ValidationError, by field."""
    row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    row.valid_to = last_day
    row.full_clean()
    row.save(update_fields=["valid_to"])
    return row
