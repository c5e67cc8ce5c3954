"""What was signed: the file to keep, and the page that says whether its signatures hold."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.attachments import queries as attachments
from motcua.attachments.queries import NotOpenedError
from motcua.dossiers import papers
from motcua.dossiers.models import SignedPaper
from motcua.issuing import signing
from motcua.issuing.pades import Checked
from motcua.web.desk import sight
from motcua.web.issuing.views.drafting import worked_on
from motcua.web.shell.access import requires


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def signed_pdf(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """The signed file, byte for byte; a file that is not what was signed is not given out."""
    paper = _paper(request, code, key)
    try:
        content = attachments.opened(paper.file)
    except NotOpenedError:
        return render(request, "issuing/broken.html", {"dossier": paper.dossier}, status=409)
    headers = {"Content-Disposition": f'inline; filename="{paper.dossier.code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def signed(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Every signature of the file, checked now."""
    paper = _paper(request, code, key)
    found: list[Checked] = []
    with suppress(NotOpenedError):  # a file that was changed has no signatures to rely on
        found = signing.checked(paper)
    newest = papers.in_force(paper.dossier)
    context = {
        "dossier": paper.dossier,
        "paper": paper,
        "checked": found,
        "valid": bool(found) and all(one.is_valid for one in found),
        "in_force": newest is not None and newest.pk == paper.pk,
    }
    return render(request, "issuing/signed.html", context)


def _paper(request: HttpRequest, code: str, key: UUID) -> SignedPaper:
    at = sight.now()
    rows = worked_on(request, code, at)
    found = get_object_or_404(rows.dossier.signed_papers.select_related("file", "signer", "draft"), pk=key)
    sight.look(request, rows.dossier, at, fields=["applicant", f"signed {key}"])
    return found
