"""The day a page speaks of: today unless `?on=2020-07-01` asks for another."""

from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.lib.times import LOCAL


class Day(NamedTuple):
    """`on` is a local date; `problem` tells people why what they asked for was not taken."""

    on: date
    problem: str = ""


def now() -> datetime:
    """The instant of this request."""
    return timezone.now()


def today() -> date:
    """The local date of this request."""
    return now().astimezone(LOCAL).date()


def asked(request: HttpRequest) -> Day:
    """The day of `?on=YYYY-MM-DD`."""
    text = request.GET.get("on", "").strip()
    if not text:
        return Day(today())
    try:
        return Day(date.fromisoformat(text))
    except ValueError:
        return Day(today(), _("Không hiểu ngày “%(text)s”, nên đây là hôm nay.") % {"text": text[:40]})
