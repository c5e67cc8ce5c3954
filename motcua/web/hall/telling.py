"""A ticket, a group and a waiting time in the words of the hall's pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.queueing import queries
from motcua.queueing.lifecycle import State
from motcua.queueing.locks import local_day
from motcua.queueing.models import Hall, ServiceGroup, Ticket
from motcua.queueing.waiting import Estimate


@dataclass(frozen=True)
class Offer:
    """A group on the kiosk: how many wait, and how long that takes; "" where it is not known."""

    group: ServiceGroup
    count: int
    wait: str


@dataclass(frozen=True)
class Standing:
    """A ticket as its holder sees it: `ahead` None when it is not in line."""

    ticket: Ticket
    today: bool
    state: State
    ahead: int | None
    wait: str


def offers(hall: Hall, at: datetime) -> list[Offer]:
    """The open groups of the hall with their lines."""
    return [_offer(group, hall, at) for group in queries.groups_of(hall)]


def _offer(group: ServiceGroup, hall: Hall, at: datetime) -> Offer:
    count = len(list(queries.line([group], at, most=hall.priority_run)))
    return Offer(group, count, in_words(queries.estimate(group, count, at)))


def standing(ticket: Ticket, at: datetime) -> Standing:
    """Where the ticket stands at `at`."""
    today = ticket.day == local_day(at)
    ahead = queries.ahead_of(ticket, at) if today else None
    known = None if ahead is None else queries.estimate(ticket.group, ahead, at)
    return Standing(ticket, today, State(ticket.state), ahead, in_words(known))


def in_words(estimate: Estimate | None) -> str:
    """An estimate for people; nothing for what is not known.

    >>> in_words(None)
    ''
    """
    if estimate is None:
        return ""
    if estimate.low == 0:
        return _("dưới %(high)s phút") % {"high": estimate.high}
    if estimate.low == estimate.high:
        return _("khoảng %(high)s phút") % {"high": estimate.high}
    return _("khoảng %(low)s–%(high)s phút") % {"low": estimate.low, "high": estimate.high}


def minutes(time: timedelta | None) -> str:
    """A measured time in whole minutes, "–" when there is none."""
    if time is None:
        return "–"
    count = round(time.total_seconds() / 60)
    return ngettext("%(count)s phút", "%(count)s phút", count) % {"count": count}
