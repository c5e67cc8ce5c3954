"""The rows of a draft: papers, ways, fees, cases. Each is a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.permissions import Permission
from motcua.catalogue.drafts import DraftError
from motcua.web.editor import drafts, telling
from motcua.web.editor.drafts import Draft
from motcua.web.editor.forms.rows import RowForm
from motcua.web.editor.sections import BY_PART, Section, told
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
def section(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """The rows of one part, to open, to move, to take away, to add to."""
    one, kind = drafts.draft(code), _section(part)
    rows = getattr(one.content, part)
    told_rows = [(told(part, row, one.content), telling.fingerprint(row)) for row in rows]
    context = {"draft": one, "content": one.content, "section": kind, "rows": told_rows}
    return render(request, "editor/section.html", context)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """A new row at the end of a part."""
    return _form(request, drafts.draft(code), _section(part), None)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, part: str, index: int) -> HttpResponse:
    """One row, changed."""
    one = drafts.draft(code)
    if index >= len(getattr(one.content, part, ())):
        raise Http404
    return _form(request, one, _section(part), index)


def _section(part: str) -> Section:
    if part not in BY_PART:
        raise Http404
    return BY_PART[part]


def _form(request: HttpRequest, one: Draft, kind: Section, index: int | None) -> HttpResponse:
    if not kind.fields:
        raise Http404
    form = RowForm(kind, one.content, index, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, one, form.content, kind.part)
        except DraftError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã lưu vào bản thảo."))
            return redirect("editor:section", one.content.code, kind.part)
    context = {"draft": one, "content": one.content, "section": kind, "form": form, "row": form.row}
    return render(request, "editor/row.html", context)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_POST
def move(request: HttpRequest, code: str, part: str, index: int) -> HttpResponse:
    """A row up, down or away, as the pressed button says."""
    one, kind = drafts.draft(code), _section(part)
    rows, there = list(getattr(one.content, part)), redirect("editor:section", code, part)
    if index >= len(rows) or telling.fingerprint(rows[index]) != request.POST.get("seen"):
        messages.warning(request, _("Danh sách vừa được người khác sửa. Hãy xem lại rồi làm lại."))
        return there
    row = rows.pop(index)
    if request.POST.get("do") in ("up", "down"):
        rows.insert(max(0, index + (1 if request.POST["do"] == "down" else -1)), row)
    try:
        drafts.save(request, one, drafts.changed(one.content, part, rows), kind.part)
    except DraftError as error:
        messages.warning(request, str(error))
    return there
