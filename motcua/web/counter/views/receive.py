"""Reception in one screen: choose the procedure, fill the form, end the visit."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import Permission
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import frame, queries
from motcua.dossiers.lifecycle import BEFORE_RECEPTION
from motcua.dossiers.models import Dossier
from motcua.web.counter import applicants, choosing, drafts
from motcua.web.counter.exits import EXITS, PROBLEMS, Visit, blame
from motcua.web.counter.forms.reception import APPLICANT, ReceptionForm
from motcua.web.counter.here import Here, here, looked
from motcua.web.counter.once import FormKey, UsedOtherwiseError, once
from motcua.web.counter.promise import promise
from motcua.web.shell import htmx
from motcua.web.shell.access import requires

PURPOSE = "tiếp nhận hồ sơ"


@requires(Permission.RECEIVE_DOSSIER)
@never_cache
@sensitive_post_parameters()
def receive(request: HttpRequest) -> HttpResponse:
    """GET: the choice of a procedure; with `?procedure=` or `?draft=` the form. POST: the visit ends."""
    at = here(request)
    if request.method == "POST":
        return _end(request, at)
    draft = drafts.one(at.user, request.GET.get("draft", ""))
    if draft is not None:
        initial = drafts.as_initial(draft.content)
        version, dossier = _asked(at, initial)
        return _page(
            request, at, ReceptionForm(**_of(at, version, dossier), initial=initial), _key(draft, at)
        )
    if "procedure" not in request.GET:
        return choosing.page(request, at)
    return _fresh(request, at)


def _fresh(request: HttpRequest, at: Here) -> HttpResponse:
    version, dossier = _asked(at, {"procedure": request.GET["procedure"]})
    kept = applicants.same_person(at.user, at.at, request.GET.get("after", ""))
    for seen in kept.seen:
        looked(request, seen, PURPOSE, APPLICANT)
    form = ReceptionForm(**_of(at, version, dossier), initial=kept.fill)
    return _page(request, at, form, FormKey.new(at.at), found=kept)


@requires(Permission.RECEIVE_DOSSIER)
@never_cache
def arrival(request: HttpRequest, code: str) -> HttpResponse:
    """The form over what was sent online, or guided before: who and what is known already."""
    at = here(request)
    version, dossier = _asked(at, {"dossier": code})
    looked(request, dossier, PURPOSE, APPLICANT)
    form = ReceptionForm(**_of(at, version, dossier), initial=_as_sent(dossier))
    return _page(request, at, form, FormKey.new(at.at))


def _as_sent(dossier: Dossier) -> dict[str, int]:
    kinds = ("originals", "certified", "copies", "electronic")
    return {
        f"paper_{row.position}_{kind}": count
        for row in dossier.components.all()
        for kind in kinds
        if (count := getattr(row, kind))
    }


@requires(Permission.RECEIVE_DOSSIER)
@require_POST
@sensitive_post_parameters()
def draft(request: HttpRequest) -> HttpResponse:
    """Keeps what was typed, answers with the promise as the form stands, and the papers of another case."""
    at, key = here(request), FormKey.read(request.POST.get("key", ""))
    version, dossier = _asked(at, request.POST)
    form = ReceptionForm(
        initial=drafts.as_initial(drafts.content_of(request.POST)), **_of(at, version, dossier)
    )
    saved_at = (
        drafts.save(request.POST, key=key, officer=at.user, title=version.name, at=at.at) if key else None
    )
    context = {
        "form": form,
        "promise": promise(form, at.at),
        "saved_at": saved_at,
        "renew_papers": request.POST.get("papers_of", form.case_code) != form.case_code,
    }
    return render(request, "counter/receive/promise.html", context)


@requires(Permission.RECEIVE_DOSSIER)
@require_POST
def drop_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Throws one of the officer's own drafts away."""
    found = drafts.one(request.user, key)
    if found is not None:
        found.delete()
        messages.success(request, _("Đã xóa bản nháp."))
    return redirect("counter:start")


@requires(Permission.RECEIVE_DOSSIER)
@require_POST
@sensitive_post_parameters()
def applicant(request: HttpRequest) -> HttpResponse:
    """The applicant's part of the form, filled by what was scanned or typed, or by who was chosen (`use`)."""
    at = here(request)
    version, dossier = _asked(at, request.POST)
    found = _found(request, at)
    typed = drafts.as_initial(drafts.content_of(request.POST))
    form = ReceptionForm(initial={**typed, **found.fill}, **_of(at, version, dossier))
    form.begin_at("phone" if form["name"].value() else "name")
    return render(request, "counter/receive/applicant.html", {"form": form, "found": found})


def _found(request: HttpRequest, at: Here) -> applicants.Answer:
    chosen = request.POST.get("use", "")
    if chosen:
        found = applicants.of_dossier(at.user, at.at, chosen)
    else:
        found = applicants.answer(at.user, at.at, request.POST.get("scan", ""))
    for seen in found.seen:
        looked(request, seen, PURPOSE, APPLICANT[:6])
    return found


def _end(request: HttpRequest, at: Here) -> HttpResponse:
    version, dossier = _asked(at, request.POST)
    key = FormKey.read(request.POST.get("key", "")) or FormKey.new(at.at)
    exit = EXITS.get(request.POST.get("do", ""))
    if exit is None:
        return _refreshed(request, at, version, dossier, key)
    form = ReceptionForm(request.POST, **_of(at, version, dossier))
    form.offer_books(at.at)
    if request.POST.get("version", str(version.pk)) != str(version.pk):
        form.add_error(None, _("Thủ tục vừa có phiên bản mới. Hãy xem lại giấy tờ và phí rồi gửi lại."))
    if form.is_valid():
        visit = Visit(form, at.user, at.at, key.begun_at)
        content = {**drafts.content_of(request.POST), "do": [request.POST["do"]]}
        try:
            made, first = once(key, officer=at.user, content=content, at=at.at, act=lambda: exit.do(visit))
        except UsedOtherwiseError as used:
            form.add_error(None, _used(used.dossier))
            key = FormKey.new(at.at)
        except PROBLEMS as problem:
            blame(form, exit, problem)
        else:
            messages.success(
                request, exit.done if first else _("Hồ sơ này đã được ghi trước đó, không ghi lại.")
            )
            return _onward(request, _done(made, form))
    return _page(request, at, form, key, status=422)


def _done(made: Dossier, form: ReceptionForm) -> str:
    """The page after the visit; it is told what the fee depends on, which the dossier does not keep."""
    told = {name: form.number(name, 1) for name in ("copies", "pages") if getattr(form, f"asks_{name}")}
    claims = sorted(form.fee_request().claims)
    query = urlencode({**told, **({"claims": claims} if claims else {})}, doseq=True)
    return reverse("counter:done", args=[made.code]) + (f"?{query}" if query else "")


def _used(dossier: Dossier) -> str:
    told = _(
        "Biểu mẫu này đã thành hồ sơ %(code)s, nay nội dung khác đi. Nếu là hồ sơ mới, hãy bấm gửi lần nữa."
    )
    return told % {"code": dossier.code}


def _refreshed(
    request: HttpRequest, at: Here, version: ProcedureVersion, dossier: Dossier | None, key: FormKey
) -> HttpResponse:
    """Without JavaScript: look the applicant up, compute anew, and save the draft."""
    found = _found(request, at)
    initial = {**drafts.as_initial(drafts.content_of(request.POST)), **found.fill}
    drafts.save(request.POST, key=key, officer=at.user, title=version.name, at=at.at)
    form = ReceptionForm(**_of(at, version, dossier), initial=initial)
    return _page(request, at, form, key, found=found)


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    if htmx.wants_part(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _asked(at: Here, given: Any) -> tuple[ProcedureVersion, Dossier | None]:
    """The version in question and, for what was brought before, its dossier. Raises Http404."""
    if not at.units:
        raise Http404
    if given.get("dossier"):
        waiting = queries.visible_to(at.user, at.at).filter(
            state__in=[state.value for state in BEFORE_RECEPTION], received_by_unit__in=at.units
        )
        related = ("applicant", "procedure_version", "received_by_unit")
        found = waiting.select_related(*related).filter(code=given["dossier"]).first()
        if found is None:
            raise Http404
        return found.procedure_version, found
    version = catalogue.version_on(str(given.get("procedure", "")), on=frame.local_day(at.at))
    if version is None:
        raise Http404
    return version, None


def _of(at: Here, version: ProcedureVersion, dossier: Dossier | None) -> dict[str, Any]:
    return {"version": version, "units": at.units, "dossier": dossier}


def _key(draft: drafts.Draft, at: Here) -> FormKey:
    """The key under which the draft was kept; its time is that of the present sitting."""
    return FormKey(draft.key, at.at)


def _page(
    request: HttpRequest, at: Here, form: ReceptionForm, key: FormKey, *, status: int = 200, **more: Any
) -> HttpResponse:
    if status == 200:
        form.offer_books(at.at)
        form.begin_at("copies" if form.asks_copies else "scan")
    context = {
        "form": form,
        "key": str(key),
        "promise": promise(form, at.at),
        "saved_at": None,
        "found": applicants.Answer(),
        "sent": request.POST.get("do", ""),
        "several_units": len(at.units) > 1,
        **more,
    }
    page = "counter/receive/form.html" if htmx.wants_part(request) else "counter/receive/page.html"
    return render(request, page, context, status=status)
