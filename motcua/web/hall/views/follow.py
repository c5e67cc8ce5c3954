"""One's number on one's own phone: how many are before, when it is called, to which window."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.queueing import queries
from motcua.web.hall import telling
from motcua.web.shell import htmx
from motcua.web.shell.access import public


@public
@never_cache
@require_GET
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """The ticket of that secret; the page renews itself."""
    ticket = queries.ticket_with_secret(secret)
    if ticket is None:
        raise Http404
    now = telling.standing(ticket, timezone.now())
    response = htmx.answer(request, "hall/follow.html", "hall/follow/now.html", {"now": now})
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
