"""htmx refines pages that work without it: the same address answers a part where only a part is wanted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to be swapped in, not for a whole page (Back button, no JavaScript)."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-Request-Type") == "partial"
        and "HX-History-Restore-Request" not in request.headers
    )


def answer(request: HttpRequest, page: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The template `part` when htmx asks for a part, else the template `page`."""
    response = render(request, part if wants_part(request) else page, context)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response
