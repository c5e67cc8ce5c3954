"""What a person chose to see: language and light or dark. Kept in cookies, so no account is needed.

Vietnamese is shown until somebody chooses English: phones in Vietnam often send `Accept-Language: en` while
their owner reads Vietnamese, so that header is not asked.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
ONE_YEAR = 365 * 24 * 60 * 60


def theme(request: HttpRequest) -> str:
    """`light` or `dark` as chosen, else `auto`: as the person's device is set."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def language(request: HttpRequest) -> str:
    """The code of the chosen language, else Vietnamese."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Speaks the language that the person chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language(request)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def remember(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """Back to the page the person came from, with `value` kept in `cookie` for a year."""
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        cookie, value, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else "/"
