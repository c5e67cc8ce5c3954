"""What runs on old versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.dossiers.using import versions_in_use
from motcua.web.editor.listing import holds
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
def in_use(request: HttpRequest) -> HttpResponse:
    """Versions in effect no more, or all, with the open dossiers that follow them: figures, no names."""
    today, everything = timezone.localdate(), "all" in request.GET
    uses = [(use, holds(use.version, today)) for use in versions_in_use()]
    shown = [(use, now) for use, now in uses if everything or not now]
    context = {
        "uses": shown,
        "everything": everything,
        "old": sum(use.dossiers for use, now in uses if not now),
        "total": sum(use.dossiers for use, _now in uses),
    }
    return render(request, "editor/in_use.html", context)
