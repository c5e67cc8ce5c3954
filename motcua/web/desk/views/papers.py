"""Papers for those who work on a dossier: the control slip to print, the pages of its files to look at."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.attachments import queries as attachments
from motcua.attachments.queries import NotOpenedError
from motcua.dossiers.models import Attachment, Dossier
from motcua.dossiers.whole import whole
from motcua.lib.memory import remembering
from motcua.printouts.filling import control_of
from motcua.printouts.filling.control import NotReceivedError
from motcua.printouts.render import render
from motcua.web.desk import sight
from motcua.web.shell.access import requires


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def control(request: HttpRequest, code: str) -> HttpResponse:
    """The process-control slip with every hand-over so far (Mẫu 05), as PDF."""
    at = sight.now()
    dossier = _worked_on(request, code, at)
    try:
        pdf = render(control_of(dossier))
    except NotReceivedError as error:
        raise Http404 from error
    sight.look(request, dossier, at, fields=["applicant"])
    name = f"{dossier.code}-control.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def file_page(request: HttpRequest, code: str, attachment: UUID, page: int) -> HttpResponse:
    """One page of a file that was found clean, as a picture."""
    at = sight.now()
    dossier = _worked_on(request, code, at)
    rows = Attachment.objects.select_related("file").filter(dossier=dossier)
    found = get_object_or_404(rows, pk=attachment)
    try:
        picture = attachments.page_of(found.file, page)
    except (NotOpenedError, IndexError) as error:
        raise Http404 from error
    sight.look(request, dossier, at, fields=[f"file {found.file_id}"])
    return HttpResponse(picture, content_type="image/png")


def _worked_on(request: HttpRequest, code: str, at: datetime) -> Dossier:
    """The dossier, for whoever works on it: looking on gives no papers."""
    with remembering():
        dossier = sight.seen(request, code, at)
        if not sight.sight(request.user, whole(dossier), at).works:
            raise Http404
    return dossier
