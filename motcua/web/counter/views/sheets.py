"""Sheets of the cash desk: balanced and closed at the end of the day, looked at afterwards."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Settlement
from motcua.orgs.models import Unit
from motcua.payments.actions.close_sheet import close_sheet
from motcua.payments.calc import FIRST
from motcua.payments.models import DaySheet
from motcua.web.counter import cashing
from motcua.web.counter.cashing import Desk
from motcua.web.counter.exits import told
from motcua.web.counter.forms.cash import SheetForm
from motcua.web.shell.access import requires

_RECENT = 100


@requires(Permission.RECORD_PAYMENT)
@never_cache
def balance(request: HttpRequest, unit: str, on: str) -> HttpResponse:
    """What the officer took at `unit` on a day and has not closed; POST closes it with the counted cash."""
    desk = cashing.desk(request)
    place, day = _place(desk, unit), _day(on)
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closed = _closed(desk, place, day, form)
        if closed is not None:
            messages.success(request, _("Đã chốt bảng kê."))
            return redirect("counter:sheet", closed.pk)
    sheet = cashing.open_sheet(desk, place, day)
    rows = Settlement.objects.in_bulk([move.receipt.id for move in sheet.moves])
    context = {
        "sheet": sheet,
        "lines": [(move, rows[move.receipt.id]) for move in sheet.moves],
        "runs": cashing.runs([(m.receipt.series, m.receipt.number) for m in sheet.moves if m.kind in FIRST]),
        "form": form,
        "closed": DaySheet.objects.filter(unit=place, officer=desk.officer, on=day),
    }
    return render(request, "counter/cash/balance.html", context, status=422 if form.errors else 200)


def _place(desk: Desk, code: str) -> Unit:
    found = next((unit for unit in desk.units if unit.code == code), None)
    if found is None:
        raise Http404
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as unknown:
        raise Http404 from unknown


def _closed(desk: Desk, unit: Unit, on: date, form: SheetForm) -> DaySheet | None:
    """The closed sheet; None when it was refused, and the form says why."""
    try:
        return close_sheet(actor=desk.user, at=desk.at, unit=unit, on=on, **form.cleaned_data)
    except ValidationError as refused:
        for name, texts in getattr(refused, "message_dict", {None: refused.messages}).items():
            form.add_error(name if name in form.fields else None, texts)
    except NotAllowedError as refused:
        form.add_error(None, told(refused))
    return None


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """A closed sheet, to print and sign."""
    desk = cashing.desk(request)
    found = cashing.sheet(desk, key)
    lines = cashing.lines_of(found)
    numbers = [(line.settlement.book, line.settlement.number) for line in lines if line.kind in FIRST]
    context = {"desk": desk, "sheet": found, "lines": lines, "runs": cashing.runs(numbers)}
    return render(request, "counter/cash/sheet.html", context)


@requires(Permission.CANCEL_CLOSED_RECEIPT)
@never_cache
def sheets(request: HttpRequest) -> HttpResponse:
    """The latest sheets of the units that whoever asks leads."""
    desk = cashing.desk(request)
    rows = DaySheet.objects.filter(unit__in=desk.led).select_related("unit", "officer")
    rows = rows.order_by("-on", "unit__sort_key", "officer__sort_key", "round")
    return render(request, "counter/cash/sheets.html", {"desk": desk, "rows": rows[:_RECENT]})
