"""The window's panel: who is here, who is next, and the acts that are possible at this moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, may, units_where
from motcua.queueing import queries
from motcua.queueing.actions.begin_serving import begin_serving
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.finish_serving import finish_serving
from motcua.queueing.actions.leave_window import leave_window
from motcua.queueing.actions.recall import recall
from motcua.queueing.actions.skip import skip
from motcua.queueing.actions.take_window import take_window
from motcua.queueing.actions.transfer import transfer
from motcua.queueing.labels import REFUSALS
from motcua.queueing.lifecycle import Act, Refusal, RefusedError, State, offered
from motcua.queueing.models import ServiceGroup, Ticket, Window
from motcua.web.hall.telling import minutes
from motcua.web.shell import htmx
from motcua.web.shell.access import requires

SHOWN = 30


def _target(window: Window, posted: Mapping[str, str]) -> ServiceGroup:
    found = window.hall.groups.filter(letter=posted.get("group", "")).first()
    if found is None:
        raise RefusedError(Refusal.GROUP_CLOSED)
    return found


def _ticket(window: Window, posted: Mapping[str, str]) -> Ticket:
    """The ticket that was meant; another hall's is unknown here."""
    try:
        return Ticket.objects.get(pk=UUID(posted.get("ticket", "")), hall=window.hall)
    except (ValueError, Ticket.DoesNotExist):
        raise RefusedError(Refusal.NOT_POSSIBLE) from None


def _of_ticket(do: Callable[..., object]) -> Callable[..., object]:
    return lambda window, posted, by: do(ticket=_ticket(window, posted), **by)


DEEDS: Mapping[Act, Callable[..., object]] = {
    Act.CALL_NEXT: lambda window, posted, by: call_next(window=window, **by),
    Act.RECALL: lambda window, posted, by: recall(ticket=_ticket(window, posted), window=window, **by),
    Act.BEGIN_SERVING: _of_ticket(begin_serving),
    Act.FINISH_SERVING: _of_ticket(finish_serving),
    Act.SKIP: _of_ticket(skip),
    Act.TRANSFER: lambda window, posted, by: transfer(
        ticket=_ticket(window, posted), group=_target(window, posted), **by
    ),
}
"""Each act of the table of moves, done for a window with what was posted."""


@requires(Permission.CALL_NEXT)
@never_cache
@require_GET
def window(request: HttpRequest) -> HttpResponse:
    """The officer's window, or the choice of one. htmx renews the lines alone."""
    at = timezone.now()
    place = _place(request.user, at)
    if place is None:
        return htmx.answer(request, "hall/window/choose.html", "hall/window/halls.html", _choice(request, at))
    return htmx.answer(
        request, "hall/window/panel.html", "hall/window/lines.html", _panel(request.user, place, at)
    )


def _place(user: User, at: datetime) -> Window | None:
    """Where the user sits, if he still may call there."""
    place = queries.window_of(user, at)
    return place if place and may(user, Permission.CALL_NEXT, place.hall.unit, at) else None


def _choice(request: HttpRequest, at: datetime) -> dict[str, Any]:
    halls = queries.halls_in(units_where(request.user, Permission.CALL_NEXT, at))
    windows = Window.objects.filter(hall__in=halls, open=True).select_related("officer", "hall__unit")
    rows = windows.prefetch_related("groups").order_by("hall__unit__sort_key", "number")
    return {"rows": [(row, queries.is_taken(row, at)) for row in rows]}


def _panel(user: User, place: Window, at: datetime) -> dict[str, Any]:
    hall, here = place.hall, queries.at_window(place, at)
    served = list(place.groups.order_by("letter"))
    line = queries.waiting_in(served, at, most=hall.priority_run)
    acts = {act.value for act in offered(State(here.state))} if here else set()
    return {
        "place": place,
        "here": here,
        "acts": acts,
        "receives": may(user, Permission.RECEIVE_DOSSIER, hall.unit, at),
        "served": served,
        "others": [g for g in queries.groups_of(hall) if here and g.pk != here.group_id],
        "line": [(ticket, minutes(at - ticket.issued_at)) for ticket in line[:SHOWN]],
        "count": len(line),
        "skipped": queries.skipped(served, at, hall.return_within),
    }


@requires(Permission.CALL_NEXT)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Sit down at the window that was chosen."""
    at = timezone.now()
    halls = queries.halls_in(units_where(request.user, Permission.CALL_NEXT, at))
    try:
        chosen = Window.objects.get(pk=UUID(request.POST.get("window", "")), hall__in=halls)
    except (ValueError, Window.DoesNotExist):
        raise PermissionDenied from None
    return _tried(
        request,
        lambda: take_window(window=chosen, officer=request.user, actor=actor_of(request.user), at=at),
    )


@requires(Permission.CALL_NEXT)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the window."""
    at = timezone.now()
    place = _place(request.user, at)
    if place is None:
        return redirect("hall:window")
    return _tried(request, lambda: leave_window(window=place, actor=actor_of(request.user), at=at))


@requires(Permission.CALL_NEXT)
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """One act of the table of moves at the officer's window."""
    at, wanted = timezone.now(), request.POST.get("act", "")
    place = _place(request.user, at)
    if place is None or wanted not in set(Act):
        return redirect("hall:window")
    by = {"actor": actor_of(request.user), "at": at}
    return _tried(request, lambda: DEEDS[Act(wanted)](place, request.POST, by))


def _tried(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except RefusedError as refused:
        messages.warning(request, REFUSALS[refused.refusal])
    return redirect("hall:window")
