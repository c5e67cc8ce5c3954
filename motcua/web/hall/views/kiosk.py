"""The kiosk: whoever comes in takes a number by two touches. Its address holds the hall's secret key.

Without the key nobody far away empties the roll of paper, and even with it only so many a minute.
"""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.queueing import queries
from motcua.queueing.actions.issue_ticket import issue_ticket
from motcua.queueing.events import KIOSK
from motcua.queueing.labels import REFUSALS
from motcua.queueing.lifecycle import RefusedError
from motcua.queueing.models import Ground, Hall, ServiceGroup
from motcua.server import throttling
from motcua.web.hall import telling
from motcua.web.hall.codes import qr_address
from motcua.web.shell import htmx
from motcua.web.shell.access import public

MOST_A_MINUTE = 30


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, key: str) -> HttpResponse:
    """First touch: for what (`?group=A` leads on). Second touch, a POST: with which priority."""
    hall = _hall(key)
    if request.method == "POST":
        return _give(request, hall)
    group = _group(hall, request.GET.get("group", ""))
    if group is not None:
        grounds = [ground for ground in Ground if ground.value in hall.grounds]
        return render(request, "hall/kiosk/ground.html", {"hall": hall, "group": group, "grounds": grounds})
    return _start(request, hall)


def _hall(key: str) -> Hall:
    hall = queries.hall_with_key(key)
    if hall is None:
        raise Http404
    return hall


def _group(hall: Hall, letter: str) -> ServiceGroup | None:
    return next((group for group in queries.groups_of(hall) if group.letter == letter), None)


def _start(request: HttpRequest, hall: Hall, told: str = "", status: int = 200) -> HttpResponse:
    context = {"hall": hall, "offers": telling.offers(hall, timezone.now()), "told": told}
    if status == 200:
        return htmx.answer(request, "hall/kiosk/start.html", "hall/kiosk/groups.html", context)
    return render(request, "hall/kiosk/start.html", context, status=status)


def _give(request: HttpRequest, hall: Hall) -> HttpResponse:
    at, group = timezone.now(), _group(hall, request.POST.get("group", ""))
    if group is None:
        return _start(request, hall, _("Hãy chọn lại việc cần làm."), 422)
    if throttling.count_attempt(f"kiosk:{hall.pk}", at, timedelta(minutes=1)) > MOST_A_MINUTE:
        return _start(request, hall, _("Máy vừa phát rất nhiều số. Xin chờ một phút rồi lấy số."), 429)
    try:
        ticket = issue_ticket(group=group, ground=request.POST.get("ground", ""), actor=KIOSK, at=at)
    except RefusedError as refused:
        return _start(request, hall, str(REFUSALS[refused.refusal]), 422)
    return redirect("hall:printed", key=hall.kiosk_key, secret=ticket.secret)


@public
@never_cache
@require_GET
def printed(request: HttpRequest, key: str, secret: str) -> HttpResponse:
    """The ticket, printed at once on 80 mm paper; after some seconds the kiosk waits for the next visitor."""
    hall, ticket = _hall(key), queries.ticket_with_secret(secret)
    if ticket is None or ticket.hall_id != hall.pk:
        raise Http404
    address = f"{settings.ORIGIN}{reverse('hall:follow', args=[ticket.secret])}"
    context = {
        "hall": hall,
        "now": telling.standing(ticket, timezone.now()),
        "qr": qr_address(address),
        "address": address,
    }
    return render(request, "hall/kiosk/printed.html", context)
