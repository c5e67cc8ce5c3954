"""Drafting a result: begun from a template, edited, previewed, saved as the next draft."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.permissions import Permission
from motcua.dossiers import frame, papers
from motcua.dossiers.actions.draft_result import draft_result
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, ResultDraft, Step
from motcua.dossiers.offering import offering
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.values import ResultText
from motcua.dossiers.whole import Whole, whole
from motcua.issuing import filling, queries
from motcua.lib.memory import remembering
from motcua.printouts import render as printing
from motcua.web.desk import attempt, sight
from motcua.web.issuing.forms import DraftForm
from motcua.web.shell.access import requires

_NOTHING = ResultText("", "", "", "", "", "")


@requires(Permission.COMPLETE_STEP)
@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The newest draft to be changed; `?template=` begins from that template instead."""
    at = sight.now()
    with remembering():
        rows = worked_on(request, code, at)
        step = _step(request, rows, at)
        if step is None:
            messages.warning(request, _("Lúc này bạn không soạn được kết quả của hồ sơ này."))
            return redirect("desk:dossier", code)
        newest = papers.newest_draft(rows.dossier)
        form = _form(request, rows.dossier, newest)
        if request.method == "POST" and form.is_valid() and _saved(request, form, step, newest, at):
            messages.success(request, _("Đã lưu dự thảo kết quả."))
            return redirect("issuing:draft", code)
        sight.look(request, rows.dossier, at, fields=["applicant"])
        return render(request, "issuing/draft.html", _page(rows, step, form, newest))


def _page(rows: Whole, step: Step, form: DraftForm, newest: ResultDraft | None) -> dict[str, object]:
    dossier = rows.dossier
    return {
        "dossier": dossier,
        "step": step,
        "form": form,
        "newest": newest,
        "drafts": dossier.drafts.select_related("drafted_by").order_by("-number"),
        "templates": queries.offered(dossier.procedure_version.procedure.code),
        "chosen": str(form["template"].value() or "").rpartition(":")[0],
    }


def _form(request: HttpRequest, dossier: Dossier, newest: ResultDraft | None) -> DraftForm:
    seen = newest.number if newest else 0
    if request.method == "POST":
        return DraftForm(request.POST)
    asked = queries.current(request.GET.get("template", ""))
    if asked is not None:
        text = filling.begun(asked.words, dossier)
        return DraftForm(
            initial={**DraftForm.shown(text, seen), "template": f"{asked.template_id}:{asked.number}"}
        )
    begun = f"{newest.template}:{newest.template_version}" if newest and newest.template else ""
    words = newest.words if newest else _NOTHING
    return DraftForm(initial={**DraftForm.shown(words, seen), "template": begun})


def _saved(
    request: HttpRequest, form: DraftForm, step: Step, newest: ResultDraft | None, at: datetime
) -> bool:
    """Whether it was kept; what speaks against it stands in the form, and what was typed with it."""
    if form.cleaned_data["seen"] != (newest.number if newest else 0):
        form.data = form.data.copy()
        form.data["seen"] = newest.number if newest else 0
        form.add_error(
            None, _("Dự thảo vừa được người khác sửa. Hãy xem bản của họ ở dưới; lưu lần nữa là giữ bản này.")
        )
        return False
    try:
        draft_result(actor=request.user, at=at, step=step, text=form.text, **form.begun)
    except attempt.REASONS as error:
        field = error.field if isinstance(error, RefusedError) and error.field in form.fields else None
        form.add_error(field, attempt.why(error))
        return False
    return True


def _step(request: HttpRequest, rows: Whole, at: datetime) -> Step | None:
    """The step with which the user may draft."""
    offered = offering(request.user, rows, at)
    return next((offer.row for offer in offered if offer.act is Act.DRAFT_RESULT), None)  # type: ignore[misc]


@requires(Permission.COMPLETE_STEP)
@never_cache
@require_POST
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """What was typed, as the document that it would be; nothing is kept."""
    at = sight.now()
    rows = worked_on(request, code, at)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("Hãy viết nội dung trước khi xem."), status=422, content_type="text/plain")
    sight.look(request, rows.dossier, at, fields=["applicant"])
    return _pdf(form.text, rows.dossier, at)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def draft_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One of the drafts, as it would be signed by its agency's head."""
    at = sight.now()
    rows = worked_on(request, code, at)
    found = get_object_or_404(rows.dossier.drafts, number=number)
    sight.look(request, rows.dossier, at, fields=["applicant", f"draft {number}"])
    return _pdf(found.words, rows.dossier, at)


def _pdf(text: ResultText, dossier: Dossier, at: datetime) -> HttpResponse:
    paper = filling.paper(text, dossier, frame.local_day(at), is_draft=True)
    headers = {"Content-Disposition": f'inline; filename="{dossier.code}-du-thao.pdf"'}
    return HttpResponse(printing.render(paper), content_type="application/pdf", headers=headers)


def worked_on(request: HttpRequest, code: str, at: datetime) -> Whole:
    """The dossier for whoever works on it: looking on gives no documents."""
    rows = whole(sight.seen(request, code, at))
    if not sight.sight(request.user, rows, at).works or rows.dossier.received_at is None:
        raise Http404
    return rows
