"""Rows under lock, always in this order: hall, window, ticket. So acts never wait in a circle."""

from datetime import date, datetime

from motcua.lib.times import LOCAL
from motcua.queueing.lifecycle import AT_WINDOW, Refusal, RefusedError, State
from motcua.queueing.models import Hall, Ticket, Window


def local_day(at: datetime) -> date:
    """The day of the office on which `at` (aware) lies."""
    return at.astimezone(LOCAL).date()


def locked_hall(hall: Hall) -> Hall:
    """The hall as it is now; until the transaction ends nobody else calls the next one there."""
    return Hall.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=hall.pk)


def locked_window(window: Window) -> Window:
    """The window as it is now. Raises RefusedError when nobody sits there."""
    found = Window.objects.select_for_update(of=("self",)).select_related("hall__unit").get(pk=window.pk)
    if found.officer_id is None:
        raise RefusedError(Refusal.WINDOW_EMPTY)
    return found


def locked_ticket(ticket: Ticket, at: datetime) -> Ticket:
    """The ticket as it is now. Raises RefusedError when it is not one of the day of `at`."""
    found = (
        Ticket.objects.select_for_update(of=("self",))
        .select_related("hall__unit", "group", "window")
        .get(pk=ticket.pk)
    )
    if found.day != local_day(at):
        raise RefusedError(Refusal.OTHER_DAY)
    return found


def check_free(window: Window, at: datetime) -> None:
    """Raises RefusedError when a ticket of the day is called to the window or served there."""
    if Ticket.objects.filter(window=window, day=local_day(at), state__in=AT_WINDOW).exists():
        raise RefusedError(Refusal.WINDOW_BUSY)


def state_of(ticket: Ticket) -> State:
    """The ticket's state as the table of moves knows it."""
    return State(ticket.state)
