"""From where a request comes: behind a proxy, what that proxy saw."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class OriginMiddleware:
    """Puts the visitor's address into REMOTE_ADDR, so that everything else may read it there.

    Of X-Forwarded-For the last entry counts: it is the proxy's own, whatever the visitor wrote before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_PROXY and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rpartition(",")[2].strip()
        return self.get_response(request)
