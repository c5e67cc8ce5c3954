"""Return of results: found, identity checked, handed over, signed for."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.permissions import Permission
from motcua.dossiers import papers, queries
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.labels import STATES
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import RefusedError
from motcua.web.counter import collecting
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.counter.forms.collection import CollectionForm
from motcua.web.counter.here import Here, here, looked
from motcua.web.shell.access import requires

_WITH = ("applicant", "procedure_version", "received_by_unit", "result__returned_by")
_PURPOSE = "trả kết quả"


@requires(Permission.RETURN_RESULT)
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Results that wait; `?q=` finds among them, and what is found alone is opened."""
    at = here(request)
    typed = request.GET.get("q", "").replace("\0", " ").strip()[:600]
    rows = collecting.found(at, typed) if typed else collecting.first(at, collecting.MOST)
    if typed and len(rows) == 1:
        return redirect("counter:result", rows[0].code)
    other = _elsewhere(at, typed) if typed and not rows else None
    context = {
        "q": "" if "|" in typed else typed,
        "asked": bool(typed),
        "rows": rows,
        "other": other,
        "other_state": STATES[State(other.state)] if other else "",
    }
    return render(request, "counter/results.html", context)


def _elsewhere(at: Here, typed: str) -> Dossier | None:
    """The dossier of that code which has no result to fetch, so that the officer can say why."""
    code = collecting.code_in(typed)
    return queries.visible_to(at.user, at.at).filter(code__iexact=code).first()


@requires(Permission.RETURN_RESULT)
@never_cache
@sensitive_post_parameters()
def result(request: HttpRequest, code: str) -> HttpResponse:
    """One result: who fetches it, what is still owed; once returned, the slip to sign."""
    at = here(request)
    rows = queries.visible_to(at.user, at.at).select_related(*_WITH)
    states = (State.READY.value, State.RETURNED.value)
    dossier = rows.filter(code=code, state__in=states, received_by_unit__in=at.units).first()
    if dossier is None:
        raise Http404
    owed = list(dossier.settlements.filter(paid_at__isnull=True))
    context = {
        "dossier": dossier,
        "owed": owed,
        "total": sum(row.amount for row in owed),
        "signed": papers.in_force(dossier),
    }
    if dossier.state == State.RETURNED:
        looked(request, dossier, _PURPOSE, ["name", "receiver_name"])
        return render(request, "counter/returned.html", context)
    form = CollectionForm(request.POST or None, applicant=dossier.applicant, channel=dossier.return_channel)
    if request.method == "POST" and form.is_valid() and _returned(form, dossier, at):
        messages.success(request, _("Đã trả kết quả."))
        return redirect("counter:result", code)
    looked(request, dossier, _PURPOSE, ["name", "id_number", "phone"])
    return render(
        request, "counter/result.html", {**context, "form": form}, status=422 if form.errors else 200
    )


def _returned(form: CollectionForm, dossier: Dossier, at: Here) -> bool:
    """Whether the act was done; what it was refused for stands in the form."""
    try:
        return_result(actor=at.user, at=at.at, dossier=dossier, **form.cleaned_data)
    except RefusedError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, told(refused))
        return False
    except PROBLEMS as problem:
        form.add_error(None, told(problem))
        return False
    return True
