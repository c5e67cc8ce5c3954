"""Outages: recorded by the head of a unit, then the papers of each entered from one file."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers.actions.record_outage import record_outage
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.labels import REFUSALS
from motcua.dossiers.models import Outage
from motcua.dossiers.outages import longest
from motcua.dossiers.policies import RefusedError
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Kind, Subject
from motcua.lib.memory import remembering
from motcua.orgs.models import Unit
from motcua.web.outages import checking, reading, templating, uploads
from motcua.web.outages.checking import Checked
from motcua.web.outages.entering import GoneError, NotEnteredError
from motcua.web.outages.entering import enter as enter_all
from motcua.web.outages.forms import FAULTS, OutageForm, UploadForm
from motcua.web.shell.access import requires

_SEEN_BY = (Permission.ENTER_OUTAGE_PAPERS, Permission.APPROVE_OUTAGE_PAPERS, Permission.VIEW_INTEGRITY)
_SHOWN = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def outages(request: HttpRequest) -> HttpResponse:
    """The outages of the units that one answers for or watches; a head records another."""
    at = timezone.now()
    heads = accounts.units_where(request.user, Permission.APPROVE_OUTAGE_PAPERS, at)
    units = list(Unit.objects.filter(pk__in=heads).order_by("sort_key", "code"))
    form = OutageForm(request.POST if request.method == "POST" else None, units=units)
    if request.method == "POST" and form.is_valid():
        row = _recorded(request, form, at)
        if row is not None:
            messages.success(request, _("Đã ghi thời gian mất hệ thống. Nay nhập được các giấy nhận lúc đó."))
            return redirect("outages:outage", row.pk)
    context = {
        "outages": _seen(request, at).annotate(count=Count("papers"))[:_SHOWN],
        "form": form if units else None,
        "days": longest().days,
    }
    return render(request, "outages/list.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, form: OutageForm, at: datetime) -> Outage | None:
    try:
        return record_outage(actor=request.user, at=at, **form.told())
    except RefusedError as refused:
        form.add_error(
            refused.field if refused.field in form.fields else None, str(REFUSALS[refused.refusal])
        )
    except NotAllowedError:
        form.add_error("unit", _("Bạn không phụ trách đơn vị này."))
    return None


def _seen(request: HttpRequest, at: datetime) -> Any:
    units = set().union(*(accounts.units_where(request.user, one, at) for one in _SEEN_BY))
    return Outage.objects.filter(unit__in=units).select_related("unit", "approved_by")


def _outage(request: HttpRequest, key: UUID, at: datetime) -> tuple[Outage, bool]:
    """The outage, and whether whoever asks may enter its papers; for others it does not exist (404)."""
    found = _seen(request, at).filter(pk=key).first()
    if found is None:
        raise Http404
    return found, accounts.may(request.user, Permission.ENTER_OUTAGE_PAPERS, found.unit, at)


def _own(request: HttpRequest, key: UUID, at: datetime) -> Outage:
    """The outage, for whoever may enter its papers."""
    found, enters = _outage(request, key, at)
    if not enters:
        raise Http404
    return found


@requires(Permission.VIEW_DOSSIERS)
@never_cache
@sensitive_post_parameters()
def outage(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was entered, and for who enters: the file with what is wrong in it. POST sends a file."""
    at = timezone.now()
    with remembering():
        found, enters = _outage(request, key, at)
        form = (
            UploadForm(request.POST, request.FILES) if request.method == "POST" and enters else UploadForm()
        )
        if form.is_bound and form.is_valid() and _kept(request, form, found, at):
            return redirect("outages:outage", key)
        return _page(request, found, at, enters=enters, form=form)


def _kept(request: HttpRequest, form: UploadForm, outage: Outage, at: datetime) -> bool:
    given = form.cleaned_data["file"]
    try:
        rows = reading.read(given.read())
    except reading.NotReadError as refused:
        form.add_error("file", FAULTS[refused.fault])
        return False
    uploads.keep(rows, officer=request.user, outage=outage, name=given.name, at=at)
    return True


def _page(
    request: HttpRequest,
    outage: Outage,
    at: datetime,
    *,
    enters: bool,
    form: UploadForm,
    checked: Checked | None = None,
) -> HttpResponse:
    upload = uploads.of(request.user, outage) if enters else None
    if upload is not None and checked is None:
        checked = checking.check(uploads.rows_of(upload), outage=outage, actor=request.user, at=at)
    papers = outage.papers.select_related("dossier__procedure_version", "entered_by")
    context = {
        "outage": outage,
        "enters": enters,
        "too_late": at - outage.began_at > longest(),
        "form": form,
        "upload": upload,
        "checked": checked,
        "lines": checked.lines[:_SHOWN] if checked else [],
        "wrong": checked.wrong[:_SHOWN] if checked else [],
        "fees": sum(line.fee or 0 for line in checked.lines) if checked else 0,
        "papers": papers.order_by("dossier__received_at", "number")[:_SHOWN],
        "papers_count": outage.papers.count(),
    }
    return render(request, "outages/outage.html", context, status=422 if form.errors else 200)


@requires(Permission.ENTER_OUTAGE_PAPERS)
def template(request: HttpRequest, key: UUID) -> HttpResponse:
    """The workbook to fill in."""
    found = _own(request, key, timezone.now())
    content = templating.template(found, checking.procedures_of(found))
    name = f"nhap-bu-{found.unit.code}-{found.began_at:%Y%m%d}.xlsx"
    return HttpResponse(
        content, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@requires(Permission.ENTER_OUTAGE_PAPERS)
@require_POST
def enter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole file becomes dossiers, or nothing does."""
    at = timezone.now()
    found = _own(request, key, at)
    try:
        made = enter_all(actor=request.user, outage=found, at=at)
    except GoneError:
        messages.warning(request, _("Tệp này đã được nhập hoặc đã bỏ, không nhập lại."))
    except NotEnteredError as wrong:
        messages.error(request, _("Chưa nhập hồ sơ nào. Hãy sửa các ô dưới đây trong tệp rồi gửi lại tệp."))
        return _page(request, found, at, enters=True, form=UploadForm(), checked=wrong.checked)
    else:
        log_access(
            subject=Subject(Kind.UNIT, found.unit.code),
            actor=accounts.actor_of(request.user),
            purpose="nhập bù hồ sơ",
            fields=["name", "id_number", "phone", "address"],
            unit=found.unit.code,
            address=request.META.get("REMOTE_ADDR") or None,
        )
        told = ngettext("Đã nhập %(count)s hồ sơ.", "Đã nhập %(count)s hồ sơ.", len(made))
        messages.success(request, told % {"count": len(made)})
    return redirect("outages:outage", key)


@requires(Permission.ENTER_OUTAGE_PAPERS)
@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throws the officer's own file away."""
    upload = uploads.of(request.user, _own(request, key, timezone.now()))
    if upload is not None:
        upload.delete()
        messages.success(request, _("Đã bỏ tệp. Chưa có hồ sơ nào được nhập từ tệp này."))
    return redirect("outages:outage", key)
