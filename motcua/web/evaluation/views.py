"""Own scores of an officer with replies, and the table of agencies; of a whole year, `?year=2020`."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.evaluation import queries
from motcua.evaluation.actions.reply_to_score import reply_to_score
from motcua.evaluation.labels import GRADES, INDICES, MISSING
from motcua.evaluation.queries import Span
from motcua.evaluation.rules import OF_OFFICER, Index
from motcua.evaluation.totals import Score, Total
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit
from motcua.web.shell.access import requires, signed_in

_FIRST_YEAR = 2018


class ReplyForm(forms.Form):
    """Which score, and what the officer says of it."""

    index = forms.TypedChoiceField(
        label=gettext_lazy("Chỉ số"), coerce=int, choices=[(i.value, INDICES[i]) for i in OF_OFFICER]
    )
    words = forms.CharField(label=gettext_lazy("Ý kiến của bạn"), widget=forms.Textarea, strip=True)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The scores of whoever asks; a reply stands beside them."""
    officer = getattr(request.user, "officer", None)
    if officer is None:
        raise PermissionDenied
    span = _span(request)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _replied(request, span, form):
        return redirect(f"{reverse('evaluation:own')}?year={span.first.year}")
    (rated,) = queries.officers(queries.books(span), [officer])
    found = rated.evaluation
    context = {
        "year": span.first.year,
        "years": _years(span),
        "found": found,
        "total": _total(found.total),
        "rows": [_row(score) for score in found.scores],
        "replies": [(INDICES[Index(row.index)], row) for row in queries.replies(officer, span)],
        "form": form,
    }
    return render(request, "evaluation/own.html", context, status=422 if form.errors else 200)


def _replied(request: HttpRequest, span: Span, form: ReplyForm) -> bool:
    told = {"index": Index(form.cleaned_data["index"]), "words": form.cleaned_data["words"]}
    try:
        reply_to_score(actor=request.user, at=timezone.now(), first=span.first, last=span.last, **told)
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return False
    return True


@requires(Permission.VIEW_REPORTS)
@never_cache
@require_GET
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies whose reports whoever asks may see."""
    span = _span(request)
    units = accounts.units_where(request.user, Permission.VIEW_REPORTS, timezone.now())
    held = queries.books(span)
    wanted = {held.agencies[unit] for unit in units if held.agencies.get(unit) == unit}
    rows = queries.agencies(held, Unit.objects.filter(pk__in=wanted))
    told = [
        [
            rated.who.name,
            str(rated.evaluation.dossiers),
            str(rated.evaluation.slips),
            *("–" if score.value is None else _short(score) for score in rated.evaluation.scores),
            _total(rated.evaluation.total),
        ]
        for rated in rows
        if rated.evaluation.dossiers
    ]
    columns = [_("Cơ quan"), _("Hồ sơ"), _("Phiếu"), *(str(i.value) for i in Index), _("Tổng điểm")]
    context = {
        "year": span.first.year,
        "years": _years(span),
        "columns": columns,
        "rows": told,
        "indices": [(str(index.value), name) for index, name in INDICES.items()],
    }
    return render(request, "evaluation/agencies.html", context)


def _span(request: HttpRequest) -> Span:
    """The year that is asked for, else the running one."""
    at = timezone.now()
    this_year = at.astimezone(LOCAL).year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and _FIRST_YEAR <= int(asked) <= this_year else this_year
    return Span(date(year, 1, 1), date(year, 12, 31), at)


def _years(span: Span) -> list[int]:
    return list(range(span.seen.astimezone(LOCAL).year, _FIRST_YEAR - 1, -1))


def _row(score: Score) -> list[Any]:
    poor, fair, best = score.counts
    counts = f"{best} / {fair} / {poor}" if score.n else "–"
    return [
        f"{score.index.value}. {INDICES[score.index]}",
        _short(score),
        str(score.n),
        counts,
        str(score.spared),
    ]


def _short(score: Score) -> str:
    if score.value is None:
        return str(MISSING[score.missing]) if score.missing else "–"
    return str(score.value).replace(".", ",")


def _total(total: Total) -> str:
    if total.low is None:
        return _("chưa có số liệu")
    ends = str(total.low) if total.low == total.high else f"{total.low}–{total.high}"
    said = f"{ends}/{total.most}".replace(".", ",")
    return (
        f"{said}, {GRADES[total.grade]}" if total.grade else _("%(total)s, chưa xếp loại") % {"total": said}
    )
