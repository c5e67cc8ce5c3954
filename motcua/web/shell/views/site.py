"""What browsers and search engines ask every site for."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

from motcua.web.shell.access import public

_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /sign-in\nDisallow: /account\nDisallow: /gallery\n"


@public
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may leave out."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


@public
@cache_control(max_age=86400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that know no `<link rel="icon">` ask here."""
    return HttpResponsePermanentRedirect(static("shell/mark.svg"))


@public
@cache_control(max_age=86400, public=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """Lets a phone keep the site on its home screen."""
    return JsonResponse(
        {
            "name": "Một Cửa",
            "short_name": "Một Cửa",
            "lang": "vi",
            "start_url": "/",
            "display": "browser",
            "background_color": "#ffffff",
            "theme_color": "#8f1d21",
            "icons": [{"src": static("shell/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
