"""What follows a reception at the counter: fees taken, scans attached."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of
from motcua.attachments.actions.keep_file import keep_file
from motcua.attachments.actions.scan_file import scan_file
from motcua.attachments.kinds import NotTakenError
from motcua.attachments.models import StoredFile
from motcua.attachments.queries import NotOpenedError
from motcua.attachments.scanning import ScannerError
from motcua.dossiers import frame, numbering, terms
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.models import Dossier
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.counter.forms.after import FAULTS, FeeForm, ScanForm
from motcua.web.counter.here import here
from motcua.web.counter.views.done import visible
from motcua.web.shell.access import requires


def papers_of(dossier: Dossier) -> list[tuple[int, str]]:
    """Place and name of every published paper of the dossier's case."""
    rules = terms.components_of(dossier.procedure_version, dossier.case)
    return [(rule.position, rule.name) for rule in rules]


@requires(Permission.RECORD_PAYMENT)
@require_POST
def take_fee(request: HttpRequest, code: str) -> HttpResponse:
    """One fee was taken: its receipt gets the next number."""
    dossier, form = visible(request, code), FeeForm(request.POST)
    if form.is_valid():
        _take(request, dossier, form.cleaned_data)
    else:
        _tell(request, form)
    query = request.GET.urlencode()
    page = "counter:fees" if request.POST.get("back") == "cash" else "counter:done"
    return HttpResponseRedirect(reverse(page, args=[code]) + (f"?{query}" if query else ""))


@transaction.atomic
def _take(request: HttpRequest, dossier: Dossier, said: dict[str, Any]) -> None:
    """Once, also when the button was pressed twice: the second press waits for the first."""
    Dossier.objects.select_for_update().filter(pk=dossier.pk).first()
    stands = {"refunded_at__isnull": True, "cancelled_at__isnull": True}
    if dossier.settlements.filter(name=said["name"], **stands).exists():
        messages.warning(request, _("Khoản này đã thu rồi."))
        return
    at = here(request)
    try:
        series = numbering.receipt_series(frame.local_day(at.at))
        row = record_fee(actor=at.user, at=at.at, dossier=dossier, book=series, **said)
    except PROBLEMS as problem:
        messages.error(request, told(problem))
    else:
        messages.success(request, _("Đã thu, biên lai số %(number)s.") % {"number": row.receipt_number})


@requires(Permission.ATTACH_FILE)
@require_POST
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """A scan is kept with the paper that it proves."""
    dossier = visible(request, code)
    form = ScanForm(request.POST, request.FILES, papers=papers_of(dossier))
    at = here(request)
    if form.is_valid():
        _keep(request, dossier, at.at, form.cleaned_data)
    else:
        _tell(request, form)
    return redirect("counter:done", code)


def _keep(request: HttpRequest, dossier: Dossier, at: datetime, said: dict[str, Any]) -> None:
    given = said["file"]
    try:
        with transaction.atomic():
            file = keep_file(actor=request.user, at=at, name=given.name, content=given.read())
            attach_file(actor=request.user, at=at, dossier=dossier, file=file, position=said["position"])
    except NotTakenError as refused:
        messages.error(request, FAULTS[refused.fault])
    except PROBLEMS as problem:
        messages.error(request, told(problem))
    else:
        _tell_of(request, _scanned(request, file, at))


def _scanned(request: HttpRequest, file: StoredFile, at: datetime) -> StoredFile:
    """The file as the scanner finds it while the officer is still there; one that is down is waited for."""
    if file.state != StoredFile.State.WAITING:
        return file
    try:
        return scan_file(actor=actor_of(request.user), at=at, file=file)
    except (ScannerError, NotOpenedError):
        return file


def _tell_of(request: HttpRequest, file: StoredFile) -> None:
    if file.state == StoredFile.State.INFECTED:
        said = _("Tệp có mã độc (%(signature)s) và đã bị hủy. Hãy quét lại giấy tờ hoặc xin tệp khác.")
        messages.error(request, said % {"signature": file.signature})
    elif file.state == StoredFile.State.WAITING:
        said = _(
            "Đã lưu tệp, nhưng chương trình quét vi-rút chưa trả lời: tệp được cách ly, chưa ai mở được."
            " Hệ thống tự quét lại, không cần tải lên lần nữa."
        )
        messages.warning(request, said)
    else:
        messages.success(request, _("Đã lưu tệp cùng giấy tờ."))


def _tell(request: HttpRequest, form: FeeForm | ScanForm) -> None:
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(errors)}")
