"""Days of a calendar, decided by a document after a look at the due dates that they move."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.dossiers import deciding
from motcua.dossiers.actions.decide_day import decide_day
from motcua.dossiers.deciding import Impact
from motcua.dossiers.frame import NotAllowedError, local_day
from motcua.dossiers.labels import KEPT
from motcua.dossiers.writing import StaleError
from motcua.lib.memory import remembering
from motcua.web.manage.forms.day import DayForm, shown
from motcua.web.manage.keeping import may_decide
from motcua.web.shell.access import requires
from motcua.worktime.models import Calendar

_LINES = 20


@requires(Permission.MANAGE_CALENDARS)
@never_cache
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The days of one year that differ from the week."""
    at = timezone.now()
    found = get_object_or_404(Calendar, code=code)
    year = _year(request, at)
    days = found.days.filter(on__year=year).prefetch_related("sessions").order_by("on")
    context = {
        "calendar": found,
        "year": year,
        "days": days,
        "hours": found.sessions.order_by("weekday", "starts_at"),
        "may": may_decide(request.user, found, at),
    }
    return render(request, "manage/calendar.html", context)


def _year(request: HttpRequest, at: datetime) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return local_day(at).year
    if not asked.isascii() or not asked.isdecimal() or not 1900 <= int(asked) <= 2999:
        raise Http404
    return int(asked)


@requires(Permission.MANAGE_CALENDARS)
@never_cache
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """GET asks which day is decided how; POST shows what would move, and does it when that was seen."""
    at = timezone.now()
    found = get_object_or_404(Calendar, code=code)
    if not may_decide(request.user, found, at):
        raise PermissionDenied
    if request.method != "POST":
        on = _day(request.GET.get("on", ""))
        begin = shown(found.days.filter(on=on).prefetch_related("sessions").first(), on)
        return _asked(request, found, DayForm(calendar=found, initial=begin))
    form = DayForm(request.POST, calendar=found)
    if not form.is_valid() or "back" in request.POST:
        return _asked(request, found, form)
    with remembering():
        impact = deciding.preview(found, form.cleaned_data["on"], form.day(), at)
    if request.POST.get("seen") != _digest(impact):
        return _previewed(request, found, form, impact)
    return _done(request, found, form, at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _asked(request: HttpRequest, calendar: Calendar, form: DayForm) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    context = {"calendar": calendar, "form": form}
    return render(request, "manage/decide.html", context, status=422 if wrong else 200)


def _digest(impact: Impact) -> str:
    """What was shown, so that nothing else is done: other dossiers may have come or gone since."""
    lines = "".join(f"{c.dossier.pk} {c.after.timestamp()} {c.kept}\n" for c in impact.changes)
    return sha256(lines.encode()).hexdigest()


def _previewed(request: HttpRequest, calendar: Calendar, form: DayForm, impact: Impact) -> HttpResponse:
    everything = "all" in request.POST
    context: dict[str, Any] = {
        "calendar": calendar,
        "form": form,
        "day": form.day(),
        "document": form.document(),
        "impact": impact,
        "moved": impact.moved if everything else impact.moved[:_LINES],
        "kept": [
            (change, KEPT[change.kept]) for change in (impact.kept if everything else impact.kept[:_LINES])
        ],
        "promises": sum(not change.promise_stays for change in impact.moved),
        "everything": everything,
        "lines": _LINES,
        "seen": _digest(impact),
        "changed": bool(request.POST.get("seen")) and not everything,
    }
    return render(request, "manage/decide_preview.html", context)


def _done(request: HttpRequest, calendar: Calendar, form: DayForm, at: datetime) -> HttpResponse:
    on = form.cleaned_data["on"]
    told = {"calendar": calendar, "on": on, "day": form.day(), "document": form.document()}
    try:
        impact = decide_day(actor=request.user, at=at, **told)
    except NotAllowedError:
        raise PermissionDenied from None
    except StaleError:
        messages.warning(request, _("Có người vừa xử lý một hồ sơ trong danh sách. Hãy xem lại rồi làm lại."))
        with remembering():
            return _previewed(request, calendar, form, deciding.preview(calendar, on, form.day(), at))
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _asked(request, calendar, form)
    count = len(impact.moved)
    moved = ngettext(
        "Đã ghi vào lịch. Hạn của %(count)s hồ sơ được tính lại, có ghi căn cứ.",
        "Đã ghi vào lịch. Hạn của %(count)s hồ sơ được tính lại, có ghi căn cứ.",
        count,
    )
    messages.success(request, moved % {"count": count} if count else _("Đã ghi vào lịch. Không hạn nào đổi."))
    return redirect(f"{reverse('manage:calendar', args=[calendar.code])}?year={on.year}")
