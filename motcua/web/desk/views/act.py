"""An act on a dossier: asks for what it needs, tells what it brings about, does it, or says what changed."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import Permission
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models.rows import Contested
from motcua.dossiers.offering import Offer, offering
from motcua.dossiers.whole import Whole, whole
from motcua.lib.memory import remembering
from motcua.web.desk import attempt, consequences, sheet, sight
from motcua.web.desk.deeds import BY_SLUG, Deed
from motcua.web.desk.forms.acting import ActForm, Case
from motcua.web.shell.access import requires


@requires(Permission.VIEW_DOSSIERS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, code: str, slug: str, row: UUID) -> HttpResponse:
    """`slug` names the act, `row` the dossier, step or opinion that it is done on."""
    deed = BY_SLUG.get(slug)
    if deed is None:
        raise Http404
    at = sight.now()
    with remembering():
        case = _case(request, code, deed, row, at)
        if request.method == "POST":
            return _do(request, deed, case)
        if case.offer not in offering(request.user, case.rows, at):
            messages.warning(request, _("Lúc này không làm được việc “%(act)s”.") % {"act": deed.label})
            return redirect("desk:dossier", code)
        return _page(request, deed, case, deed.form(case))


def _case(request: HttpRequest, code: str, deed: Deed, row: UUID, at: datetime) -> Case:
    rows = whole(sight.seen(request, code, at))
    found = next((one for one in _rows(rows) if one.pk == row), None)
    if found is None:
        raise Http404
    return Case(Offer(deed.act, found), rows, request.user, at, attempt.last_event(rows.dossier))


def _rows(rows: Whole) -> list[Contested]:
    return [rows.dossier, *rows.steps, *rows.consultations]


def _do(request: HttpRequest, deed: Deed, case: Case) -> HttpResponse:
    form = deed.form(case, request.POST)
    if not form.is_valid():
        return _page(request, deed, case, form)
    outcome = attempt.attempt(deed, case, form)
    if outcome.done:
        messages.success(request, _told(deed, outcome.result))
        return redirect("desk:dossier", case.rows.dossier.code)
    if outcome.mine:
        messages.info(request, _("Việc “%(act)s” bạn đã làm rồi, không ghi lần nữa.") % {"act": deed.label})
        return redirect("desk:dossier", case.rows.dossier.code)
    fresh = _case(request, case.rows.dossier.code, deed, case.row.pk, case.at)
    again = form.shown_anew(fresh)
    attempt.tell(again, outcome)
    return _page(request, deed, fresh, again, outcome)


def _told(deed: Deed, result: object) -> str:
    """What was done, and where the dossier went if steps began."""
    done = _("Đã ghi: %(act)s.") % {"act": deed.label}
    moved = deed.act in (Act.HAND_OVER, Act.COMPLETE_STEP, Act.APPROVE)
    return " ".join([done, *consequences.begun(result)]) if moved and isinstance(result, list) else done


def _page(
    request: HttpRequest, deed: Deed, case: Case, form: ActForm, outcome: attempt.Outcome | None = None
) -> HttpResponse:
    if form.shows:
        sight.look(request, case.rows.dossier, case.at, fields=list(form.shows))
    possible = case.offer in offering(request.user, case.rows, case.at)
    context = {
        "dossier": case.rows.dossier,
        "head": sheet.head(case.rows, case.at),
        "deed": deed,
        "form": form,
        "case": case,
        "lines": consequences.told(case.offer, case.at) if possible else [],
        "possible": possible,
        "changes": outcome.changes if outcome else [],
        "stale": bool(outcome and outcome.stale),
    }
    return render(request, [f"desk/acts/{deed.act.value}.html", "desk/act.html"], context)
