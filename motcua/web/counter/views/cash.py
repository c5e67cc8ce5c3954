"""The cash desk: today's receipts, one receipt with what may be done to it, fees of a dossier."""

from uuid import UUID

from django.contrib import messages
from django.db.models.functions import Reverse
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.catalogue.queries import with_names
from motcua.dossiers import queries as dossiers
from motcua.dossiers.actions.refund_fee import refund_fee
from motcua.dossiers.models import Dossier, Settlement
from motcua.dossiers.policies import RefusedError
from motcua.lib.money import dong_in_words
from motcua.payments import queries
from motcua.payments.actions.cancel_receipt import cancel_receipt
from motcua.payments.models import DaySheet
from motcua.printouts.filling import fee_receipt_of
from motcua.printouts.render import Paper
from motcua.printouts.render import render as pdf_of
from motcua.web.counter import cashing, collecting, taking
from motcua.web.counter.cashing import Desk
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.counter.forms.cash import CancelForm, RefundForm
from motcua.web.counter.here import looked
from motcua.web.shell.access import requires

_FEW = 20


@requires(Permission.RECORD_PAYMENT)
@never_cache
def cash(request: HttpRequest) -> HttpResponse:
    """Receipts of today at the officer's units, his own sums, days not closed; `?q=` finds a dossier."""
    desk = cashing.desk(request)
    typed = request.GET.get("q", "").replace("\0", " ").strip()[:200]
    found = _found(desk, typed) if typed else []
    if len(found) == 1:
        return redirect("counter:fees", found[0].code)
    context = {
        "desk": desk,
        "q": typed,
        "found": found,
        "rows": queries.taken_on(desk.units, desk.today),
        "open": [cashing.open_sheet(desk, unit, desk.today) for unit in desk.units],
        "late": queries.open_days(desk.officer, desk.at) if desk.officer else [],
        "closed": DaySheet.objects.filter(officer=desk.officer).select_related("unit")[:5],
    }
    return render(request, "counter/cash/desk.html", context)


def _found(desk: Desk, typed: str) -> list[Dossier]:
    """Received dossiers of the officer's units with that code, or with its last digits."""
    words = collecting.code_in(typed)
    rows = Dossier.objects.filter(received_by_unit__in=desk.units, received_at__isnull=False)
    same = rows.filter(code__iexact=words)
    if not same.exists() and len(words) >= 3 and words.isdigit():
        same = (
            rows.alias(backwards=Reverse("code"))
            .filter(backwards__startswith=words[::-1])
            .order_by("-received_at")
        )
    return list(with_names(same).select_related("applicant")[:_FEW])


@requires(Permission.RECORD_PAYMENT)
@never_cache
def fees(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be taken for a dossier, and what was."""
    desk = cashing.desk(request)
    rows = dossiers.visible_to(desk.user, desk.at).select_related(
        "applicant", "procedure_version__procedure", "received_by_unit"
    )
    dossier = rows.filter(code=code, received_by_unit__in=desk.units, received_at__isnull=False).first()
    if dossier is None:
        raise Http404
    looked(request, dossier, "thu phí, lệ phí", ["name"])
    context = {
        "dossier": dossier,
        "money": taking.money(dossier, request.GET, request.GET.getlist("claims")),
        "query": request.GET.urlencode(),
        "back": "cash",
        "means": Settlement.Means.choices,
    }
    return render(request, "counter/cash/fees_page.html", context)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """One receipt: printed, cancelled, refunded, by whoever may."""
    desk = cashing.desk(request)
    row = cashing.receipt(desk, key)
    forms: dict[str, CancelForm | RefundForm] = {
        "cancel": CancelForm(),
        "refund": RefundForm(initial={"means": row.means}),
    }
    do = request.POST.get("do", "")
    if do in forms:
        forms[do] = type(forms[do])(request.POST)
        if forms[do].is_valid() and _done(desk, row, do, forms[do]):
            messages.success(request, _("Đã hủy biên lai.") if do == "cancel" else _("Đã hoàn trả tiền."))
            return redirect("counter:receipt", key)
    looked(request, row.dossier, "xem biên lai", ["name"])
    context = {"row": row, "words": dong_in_words(row.amount), **_may(desk, row), "forms": forms}
    return render(request, "counter/cash/receipt.html", context, status=422 if do in forms else 200)


def _may(desk: Desk, row: Settlement) -> dict[str, bool]:
    """What the officer may do to the receipt; the acts ask for themselves again."""
    held = accounts.permissions_of(desk.user, row.dossier.received_by_unit, desk.at)
    stands, counted = not (row.cancelled_at or row.refunded_at), queries.is_counted(row)
    needed = Permission.CANCEL_CLOSED_RECEIPT if counted else Permission.RECORD_PAYMENT
    return {
        "counted": counted,
        "may_cancel": stands and needed in held,
        "may_refund": stands and Permission.RECORD_PAYMENT in held,
        "may_print": Permission.RECORD_PAYMENT in held,
    }


def _done(desk: Desk, row: Settlement, do: str, form: CancelForm | RefundForm) -> bool:
    """Whether the act was done; why not stands in the form."""
    act = cancel_receipt if do == "cancel" else refund_fee
    try:
        act(actor=desk.user, at=desk.at, settlement=row, **form.cleaned_data)
    except PROBLEMS as problem:
        known = isinstance(problem, RefusedError) and problem.field in form.fields
        form.add_error(problem.field if known else None, told(problem))
        return False
    return True


@requires(Permission.RECORD_PAYMENT)
@never_cache
def receipt_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The receipt as PDF, both copies on one sheet to be cut."""
    row = cashing.receipt(cashing.desk(request), key)
    pdf = pdf_of(fee_receipt_of(row), paper=Paper.TWO_ON_A4)
    looked(request, row.dossier, "in biên lai", ["name", "address"])
    named = {"Content-Disposition": f'inline; filename="bien-lai-{row.receipt_number}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=named)
