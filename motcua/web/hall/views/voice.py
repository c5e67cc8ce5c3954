"""Recorded pieces of the hall's voice."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from motcua.web.hall import recordings
from motcua.web.shell.access import public


@public
@require_GET
@cache_control(max_age=86400, public=True)
def piece(request: HttpRequest, piece: str) -> HttpResponseBase:
    """One piece as WAV; browsers keep it for a day."""
    path = recordings.path_of(piece)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="audio/wav")
