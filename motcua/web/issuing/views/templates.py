"""Templates of results: listed, written, looked at as the document that comes of them, retired."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.permissions import Permission
from motcua.dossiers.values import ResultText
from motcua.issuing import filling, placeholders, queries
from motcua.issuing.actions.retire_template import retire_template
from motcua.issuing.actions.save_template import save_template
from motcua.issuing.models import Template, TemplateVersion
from motcua.printouts import render as printing
from motcua.printouts.parts import Heading, Signature
from motcua.printouts.result import Result
from motcua.web.issuing.forms import TemplateForm
from motcua.web.shell.access import requires


@requires(Permission.EDIT_CATALOGUE)
def templates(request: HttpRequest) -> HttpResponse:
    """All templates with their newest version."""
    return render(request, "issuing/templates.html", {"rows": list(queries.newest())})


@requires(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A template that is not there yet."""
    return _edit(request, None)


@requires(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, code: str) -> HttpResponse:
    """A template to be changed: what is saved is its next version."""
    present = queries.current(code)
    if present is None:
        raise Http404
    return _edit(request, present)


def _edit(request: HttpRequest, present: TemplateVersion | None) -> HttpResponse:
    form = TemplateForm(request.POST or None, present=present)
    if request.method == "POST" and form.is_valid() and _saved(request, form, present):
        messages.success(request, _("Đã lưu mẫu. Dự thảo soạn từ nay dùng bản này."))
        return redirect("issuing:templates")
    context = {
        "form": form,
        "present": present,
        "fields": [(name, label) for name, (label, _value) in filling.FIELDS.items()],
        "versions": list(queries.versions(present.template)) if present else [],
    }
    return render(request, "issuing/template.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: TemplateForm, present: TemplateVersion | None) -> bool:
    given = form.cleaned_data
    try:
        save_template(
            actor=request.user,
            at=timezone.now(),
            code=present.template_id if present else given["code"],
            name=given["name"],
            procedure=given["procedure"].strip(),
            text=form.text,
            seen=given["seen"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@requires(Permission.EDIT_CATALOGUE)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What was typed, with the names of the fields in their places."""
    form = TemplateForm(request.POST)
    form.fields["code"].required = form.fields["name"].required = False
    if not form.is_valid():
        return HttpResponse(_("Hãy viết nội dung trước khi xem."), status=422, content_type="text/plain")
    headers = {"Content-Disposition": 'inline; filename="mau.pdf"'}
    pdf = printing.render(_sample(form.text, timezone.localdate()))
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _sample(text: ResultText, on: date) -> Result:
    """The document for nobody: every field shows what will stand there."""
    labels: dict[str, Any] = {name: f"[{label}]" for name, (label, _value) in filling.FIELDS.items()}
    words = placeholders.filled(text, labels)
    return Result(
        heading=Heading(
            superior="", issuing=_("Tên cơ quan"), place=_("Địa danh"), issued_on=on, symbol=words.symbol
        ),
        title=words.title,
        about=words.about,
        addressee=words.addressee,
        paragraphs=tuple(line.strip() for line in words.body.splitlines() if line.strip()),
        recipients=tuple(line.strip() for line in words.recipients.splitlines() if line.strip()),
        signature=Signature(authority=(_("Chức vụ người ký"),), name=_("Họ và tên")),
        is_draft=True,
    )


@requires(Permission.EDIT_CATALOGUE)
@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Offered no more; what was drafted from it stays."""
    retire_template(actor=request.user, at=timezone.now(), template=get_object_or_404(Template, pk=code))
    messages.success(request, _("Mẫu thôi được dùng. Lưu lại mẫu là dùng lại."))
    return redirect("issuing:templates")
