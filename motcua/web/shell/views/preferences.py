"""Choosing language and light or dark, by plain forms.

Without a CSRF token: a stranger's page could at most change a colour, and so visitors need no cookie.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.web.shell import preferences
from motcua.web.shell.access import public


@public
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remembers `theme` (auto, light or dark) and goes back to `next`."""
    chosen = request.POST.get("theme", "")
    if chosen not in preferences.THEMES:
        return HttpResponseBadRequest(_("Chỉ có giao diện sáng, tối hoặc theo máy."))
    return preferences.remember(request, preferences.THEME_COOKIE, chosen)


@public
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remembers `language` (vi or en) and goes back to `next`."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(_("Chỉ có tiếng Việt và tiếng Anh."))
    return preferences.remember(request, settings.LANGUAGE_COOKIE_NAME, chosen)
