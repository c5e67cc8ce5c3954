"""The wall screen: who is called where, large enough for the last row, spoken where the hall has a voice.

Everybody in the hall sees it, so everybody may: it shows numbers and windows, nothing else.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.queueing import queries
from motcua.queueing.models import Call
from motcua.queueing.voice import pieces, said
from motcua.web.hall import recordings, telling
from motcua.web.shell import htmx
from motcua.web.shell.access import public

SHOWN = 6


@public
@never_cache
@require_GET
def screen(request: HttpRequest, unit: str) -> HttpResponse:
    """The latest calls of the unit's hall; renews itself every few seconds."""
    hall = queries.hall_of(unit)
    if hall is None:
        raise Http404
    at = timezone.now()
    calls = [_spoken(call) for call in queries.latest_calls(hall, at, SHOWN)]
    context = {
        "hall": hall,
        "latest": calls[:1],
        "earlier": calls[1:],
        "offers": telling.offers(hall, at),
        "at": at,
        "voice": recordings.present(),
    }
    return htmx.answer(request, "hall/screen.html", "hall/screen/calls.html", context)


def _spoken(call: Call) -> dict[str, object]:
    code, window = call.ticket.code, call.window.number
    return {
        "id": call.pk,
        "code": code,
        "window": window,
        "pieces": " ".join(pieces(code, window)),
        "said": said(code, window),
        "again": call.again,
    }
