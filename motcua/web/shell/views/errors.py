"""Pages for when something went wrong. They say what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, f"shell/errors/{name}.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense to the server."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Signed in, but not for this."""
    return _page(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or none that this person may know of."""
    return _page(request, "not_found", 404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: mostly a page that was open for too long."""
    return _page(request, "csrf_failed", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without request and database: either may be what is broken."""
    return HttpResponse(render_to_string("shell/errors/server_error.html"), status=500)
