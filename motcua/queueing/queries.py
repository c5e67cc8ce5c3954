"""Questions about halls: who waits in which order, who is at which window, how long it takes.

`at` is an aware time; a line is one of its local day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.accounts.models import User
from motcua.queueing import policies, waiting
from motcua.queueing.lifecycle import AT_WINDOW, IN_LINE, State
from motcua.queueing.locks import local_day
from motcua.queueing.measures import Course
from motcua.queueing.models import Call, Hall, ServiceGroup, Ticket, Window
from motcua.queueing.policies import Waiting
from motcua.queueing.waiting import Called, Estimate


def hall_with_key(key: str) -> Hall | None:
    """The hall whose kiosk has this key."""
    return Hall.objects.select_related("unit").filter(kiosk_key=key).first()


def hall_of(unit_code: str) -> Hall | None:
    """The hall of the unit with that code."""
    return Hall.objects.select_related("unit").filter(unit__code=unit_code).first()


def halls_in(units: Iterable[UUID]) -> QuerySet[Hall]:
    """Halls of these units, by the units' names."""
    rows = Hall.objects.filter(unit__in=list(units)).select_related("unit")
    return rows.order_by("unit__sort_key", "unit__code")


def ticket_with_secret(secret: str) -> Ticket | None:
    """The ticket whose holder's address ends so."""
    rows = Ticket.objects.select_related("hall__unit", "issued_in", "group", "window")
    return rows.filter(secret=secret).first()


def line(groups: Iterable[ServiceGroup], at: datetime, *, most: int) -> Iterator[Waiting]:
    """Whoever waits in `groups` in the order of the calls to come; `most` is the hall's `priority_run`.

    Tickets given out after `at` are not in it: an act that waited for a lock calls nobody from its future.
    """
    served = [group.pk for group in groups]
    rows = Ticket.objects.filter(
        group__in=served, day=local_day(at), state__in=IN_LINE, issued_at__lte=at
    ).values_list("pk", "ground", "issued_at")
    people = [Waiting(key, bool(ground), since) for key, ground, since in rows]
    lately = (
        Call.objects.filter(group__in=served, ticket__day=local_day(at), again=False)
        .order_by("-number")
        .values_list("ticket__ground", flat=True)[:most]
    )
    return policies.in_order(people, [bool(ground) for ground in lately], most)


def waiting_in(groups: Iterable[ServiceGroup], at: datetime, *, most: int) -> list[Ticket]:
    """As `line`, the tickets themselves."""
    order = [one.ticket for one in line(groups, at, most=most)]
    found = Ticket.objects.select_related("group", "issued_in").in_bulk(order)
    return [found[key] for key in order if key in found]


def window_of(officer: User, at: datetime) -> Window | None:
    """The window at which the officer has sat down on the day of `at`; yesterday's is over."""
    found = Window.objects.select_related("hall__unit").filter(officer=officer, open=True).first()
    return found if found and is_taken(found, at) else None


def is_taken(window: Window, at: datetime) -> bool:
    """Whether somebody sits at the window on the day of `at`."""
    return window.taken_at is not None and local_day(window.taken_at) == local_day(at)


def at_window(window: Window, at: datetime) -> Ticket | None:
    """The ticket that is called to the window or served there."""
    rows = Ticket.objects.filter(window=window, day=local_day(at), state__in=AT_WINDOW)
    return rows.select_related("group", "issued_in").first()


def skipped(groups: Iterable[ServiceGroup], at: datetime, within: int) -> list[Ticket]:
    """Skipped tickets that may still be recalled, the latest first."""
    rows = Ticket.objects.filter(group__in=list(groups), day=local_day(at), state=State.SKIPPED)
    found = rows.select_related("group").order_by("-skipped_at", "number")
    return [one for one in found if policies.may_return(calls_since_skipped(one), within)]


def calls_since_skipped(ticket: Ticket) -> int:
    """How many others were called in the ticket's group since it was skipped."""
    rows = Call.objects.filter(group=ticket.group_id, at__gt=ticket.skipped_at, ticket__day=ticket.day)
    return rows.filter(again=False).exclude(ticket=ticket).count()


def latest_calls(hall: Hall, at: datetime, most: int) -> list[Call]:
    """The latest call of each ticket of the day, the latest first."""
    rows = Call.objects.filter(hall=hall, ticket__day=local_day(at)).select_related("ticket", "window")
    latest: dict[UUID, Call] = {}
    for row in rows.order_by("-number")[: most * 4]:
        latest.setdefault(row.ticket_id, row)
    return list(latest.values())[:most]


def estimate(group: ServiceGroup, ahead: int, at: datetime) -> Estimate | None:
    """How long somebody in the group's line waits before whom `ahead` are called (waiting.estimate)."""
    latest = (
        Call.objects.filter(group=group, ticket__day=local_day(at), again=False)
        .order_by("-number")
        .values_list("at", "ticket__issued_at")[: waiting.LATEST * 3]
    )
    return waiting.estimate(ahead, [Called(*row) for row in reversed(latest)], at)


def ahead_of(ticket: Ticket, at: datetime) -> int | None:
    """How many are called before the ticket in its group; None when it is not in line."""
    order = [one.ticket for one in line([ticket.group], at, most=ticket.hall.priority_run)]
    return order.index(ticket.pk) if ticket.pk in order else None


def tickets_of(hall: Hall, day: date) -> QuerySet[Ticket]:
    """All tickets of a day, in the order in which they were given out."""
    rows = Ticket.objects.filter(hall=hall, day=day).select_related("issued_in", "group", "window")
    return rows.order_by("issued_at", "letter", "number")


def course_of(ticket: Ticket) -> Course:
    """The ticket as measures know it."""
    waited = ticket.first_called_at - ticket.issued_at if ticket.first_called_at else None
    return Course(waited, ticket.served_for if ticket.state == State.DONE else None)


def groups_of(hall: Hall) -> Sequence[ServiceGroup]:
    """The hall's open groups, by letter."""
    return list(hall.groups.filter(open=True).order_by("letter"))
