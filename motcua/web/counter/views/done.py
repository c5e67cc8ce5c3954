"""After a visit: what came of it, the papers to print, and on to the next dossier or person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import queries, terms
from motcua.dossiers.labels import STATES
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier, Settlement, Slip
from motcua.printouts.filling import pdf_of
from motcua.printouts.parts import CopyKind
from motcua.web.counter import taking
from motcua.web.counter.forms.after import ScanForm
from motcua.web.counter.here import here, looked
from motcua.web.shell.access import requires

_WITH = ("applicant", "procedure_version__procedure", "received_by_unit", "agency", "contact")


def visible(request: HttpRequest, code: str) -> Dossier:
    """The dossier `code` as far as the officer may see it. Raises Http404."""
    at = here(request)
    found = queries.visible_to(at.user, at.at).select_related(*_WITH).filter(code=code).first()
    if found is None:
        raise Http404
    return found


@requires(Permission.RECEIVE_DOSSIER)
@never_cache
def done(request: HttpRequest, code: str) -> HttpResponse:
    """What was just written down, with its papers."""
    dossier = visible(request, code)
    looked(request, dossier, "xem hồ sơ vừa ghi", ["name"])
    may = accounts.permissions_of(request.user, dossier.received_by_unit, here(request).at)
    rules = terms.components_of(dossier.procedure_version, dossier.case)
    received = dossier.received_at is not None
    context = {
        "money": taking.money(dossier, request.GET, request.GET.getlist("claims"))
        if Permission.RECORD_PAYMENT in may and received
        else None,
        "scan": ScanForm(papers=[(rule.position, rule.name) for rule in rules])
        if Permission.ATTACH_FILE in may and received and not dossier.returned_at
        else None,
        "means": Settlement.Means.choices,
        "attached": dossier.attachments.select_related("file").order_by("attached_at", "id"),
        "query": request.GET.urlencode(),
        "dossier": dossier,
        "state": STATES[State(dossier.state)],
        "content": terms.content(dossier.procedure_version),
        "slips": dossier.slips.order_by("issued_at", "number"),
    }
    return render(request, "counter/done.html", context)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def paper(request: HttpRequest, code: str, form: str, number: int) -> HttpResponse:
    """The PDF of one numbered slip; of a receipt both copies, one to keep and one to take home."""
    dossier = visible(request, code)
    slip = dossier.slips.select_related("unit", "officer", "signer").filter(form=form, number=number).first()
    if slip is None:
        raise Http404
    slip.dossier = dossier
    both = (CopyKind.FILE, CopyKind.APPLICANT) if form == Slip.Form.RECEIPT else (CopyKind.APPLICANT,)
    pdf = pdf_of(slip, copies=both)
    looked(request, dossier, "in giấy tờ của hồ sơ", ["applicant"])
    name = f"{dossier.code}-{form}-{number}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
