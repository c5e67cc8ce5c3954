"""Handing over what was received: chosen together, one list for both sides to sign."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.dossiers.models import Leg
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Kind, Subject
from motcua.orgs import queries as orgs
from motcua.printouts.filling import hand_over_list_of
from motcua.printouts.filling.books import EmptyBookError
from motcua.printouts.render import render as pdf_of
from motcua.web.counter import handing
from motcua.web.counter.here import Here, here
from motcua.web.shell.access import requires


@requires(Permission.HAND_OVER_DOSSIER)
@never_cache
def hand_over(request: HttpRequest) -> HttpResponse:
    """Dossiers whose reception is done; POST hands the chosen ones over."""
    at = here(request)
    if request.method == "POST":
        return _hand(request, at)
    on = frame.local_day(at.at)
    context = {"steps": handing.ready(at)[:200], "lists": _lists(at, on), "on": on}
    return render(request, "counter/hand_over.html", context)


def _hand(request: HttpRequest, at: Here) -> HttpResponse:
    chosen = handing.ready(at).filter(pk__in=_keys(request.POST.getlist("step")))
    handed = handing.hand(chosen, actor=at.user, at=at.at)
    for code, why in handed.stayed:
        messages.warning(request, f"{code}: {why}")
    if handed.count:
        told = ngettext("Đã bàn giao %(count)s hồ sơ.", "Đã bàn giao %(count)s hồ sơ.", handed.count)
        messages.success(request, told % {"count": handed.count})
    elif not handed.stayed:
        messages.warning(request, _("Chưa chọn hồ sơ nào."))
    return redirect("counter:hand_over")


def _keys(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        return []


def _lists(at: Here, on: date) -> list[tuple[str, str, str, str]]:
    """From which unit (code, name) to which something was handed over on the day."""
    rows = (
        Leg.objects.filter(from_unit__in=at.units, handed_at__date=on)
        .order_by("unit__sort_key", "from_unit__code")
        .values_list("from_unit__code", "from_unit__short_name", "unit__code", "unit__short_name")
    )
    return list(dict.fromkeys(rows))


@requires(Permission.HAND_OVER_DOSSIER)
@never_cache
def hand_over_list(request: HttpRequest, giving: str, taking: str, on: str) -> HttpResponse:
    """The list of what one of the officer's counters handed to a unit on a day, as PDF."""
    at = here(request)
    unit = next((unit for unit in at.units if unit.code == giving), None)
    try:
        if unit is None:
            raise Http404
        paper = hand_over_list_of(unit, orgs.unit(taking), date.fromisoformat(on))
    except (ValueError, orgs.UnknownUnitError, EmptyBookError) as unknown:
        raise Http404 from unknown
    log_access(
        subject=Subject(Kind.UNIT, unit.code),
        actor=accounts.actor_of(request.user),
        purpose="in biên bản giao nhận hồ sơ",
        fields=["name"],
        unit=unit.code,
        address=request.META.get("REMOTE_ADDR") or None,
    )
    named = {"Content-Disposition": f'inline; filename="giao-nhan-{giving}-{taking}-{on}.pdf"'}
    return HttpResponse(pdf_of(paper), content_type="application/pdf", headers=named)
