"""The internal processes of a draft, as the legal table with the drawing beside it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.permissions import Permission
from motcua.catalogue import rearranging
from motcua.catalogue.drafts import DraftError
from motcua.web.editor import drafts, pages, processes, telling
from motcua.web.editor.drafts import Draft
from motcua.web.editor.forms.process import ProcessForm
from motcua.web.editor.forms.step import StepForm
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
def process(request: HttpRequest, code: str, flow: str) -> HttpResponse:
    """The table of one process, its sum, its drawing, and what is wrong with it."""
    one = drafts.draft(code)
    place = processes.place_of(one.content, flow)
    found = pages.problems(one.content, code, within=("processes", place))
    context = {
        **_shared(one, place),
        "table": processes.table(one.content, one.content.processes[place]),
        "problems": found,
        "graves": pages.graves(found),
        "seen": telling.fingerprint(one.content.processes[place]),
    }
    return render(request, "editor/process.html", context)


def _shared(one: Draft, place: int) -> dict:
    return {"draft": one, "content": one.content, "flow": one.content.processes[place]}


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A new process, from receiving to returning."""
    return _head(request, drafts.draft(code), None)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, code: str, flow: str) -> HttpResponse:
    """Name, cases, limit and decision of a process."""
    one = drafts.draft(code)
    return _head(request, one, processes.place_of(one.content, flow))


def _head(request: HttpRequest, one: Draft, place: int | None) -> HttpResponse:
    form = ProcessForm(one.content, place, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, one, form.content, "processes")
        except DraftError as error:
            form.add_error(None, str(error))
        else:
            return redirect("editor:process", one.content.code, form.flow.code)
    context = {"draft": one, "content": one.content, "form": form, "flow": form.flow, "new": place is None}
    return render(request, "editor/process_head.html", context)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_POST
def away(request: HttpRequest, code: str, flow: str) -> HttpResponse:
    """A process taken out of the draft."""
    one = drafts.draft(code)
    place = processes.place_of(one.content, flow)
    flows = list(one.content.processes)
    if telling.fingerprint(flows.pop(place)) == request.POST.get("seen"):
        return _saved(request, one, drafts.changed(one.content, "processes", flows), None)
    messages.warning(request, _("Quy trình vừa được người khác sửa. Hãy xem lại rồi làm lại."))
    return redirect("editor:process", code, flow)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, code: str, flow: str) -> HttpResponse:
    """A new step after the one that `after` names, or at the same time as the one that `beside` names."""
    one = drafts.draft(code)
    place = processes.place_of(one.content, flow)
    where = {name: request.GET.get(name, "") for name in ("after", "beside")}
    known = {step.key for step in one.content.processes[place].steps}
    if any(key and key not in known for key in where.values()):
        raise Http404
    form = StepForm(one.content, place, **where, data=request.POST or None)
    return _step(request, one, place, form)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit_step(request: HttpRequest, code: str, flow: str, key: str) -> HttpResponse:
    """One step, changed."""
    one = drafts.draft(code)
    place = processes.place_of(one.content, flow)
    form = StepForm(one.content, place, key=key, data=request.POST or None)
    if form.step is None:
        raise Http404
    return _step(request, one, place, form)


def _step(request: HttpRequest, one: Draft, place: int, form: StepForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, one, form.content, "processes")
        except DraftError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã lưu vào bản thảo."))
            return redirect("editor:process", one.content.code, one.content.processes[place].code)
    names = {step.key: step.name for step in one.content.processes[place].steps}
    context = _shared(one, place) | {
        "form": form,
        "step": form.step,
        "after": names.get(form.after_key, ""),
        "beside": names.get(form.beside_key, ""),
    }
    return render(request, "editor/step.html", context)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_POST
def move_step(request: HttpRequest, code: str, flow: str, key: str) -> HttpResponse:
    """A step up, down or away, as the pressed button says."""
    one = drafts.draft(code)
    place = processes.place_of(one.content, flow)
    present = one.content.processes[place]
    step = next((s for s in present.steps if s.key == key), None)
    if step is None or telling.fingerprint(step) != request.POST.get("seen"):
        messages.warning(request, _("Bước này vừa được người khác sửa. Hãy xem lại bảng rồi làm lại."))
        return redirect("editor:process", code, flow)
    if len(present.steps) == 1 and request.POST.get("do") == "away":
        messages.warning(request, _("Quy trình phải còn ít nhất một bước."))
        return redirect("editor:process", code, flow)
    by = {"up": -1, "down": 1}.get(request.POST.get("do", ""))
    steps = processes.ordered(present.steps)
    steps = rearranging.move(steps, key, by) if by else rearranging.remove(steps, key)
    content = processes.changed(one.content, place, processes.with_steps(present, steps))
    return _saved(request, one, content, flow)


def _saved(request: HttpRequest, one: Draft, content, flow: str | None) -> HttpResponse:
    try:
        drafts.save(request, one, content, "processes")
    except DraftError as error:
        messages.warning(request, str(error))
    code = one.content.code
    return redirect("editor:process", code, flow) if flow else redirect("editor:draft", code)
