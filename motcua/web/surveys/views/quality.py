"""Odd responses: the ranked list to ask again, one response with its signs, and what is decided about it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.rounds import checking, queries
from motcua.rounds.actions.decide_response import decide_response
from motcua.rounds.models import Response
from motcua.rounds.models.checking import Verdict
from motcua.surveys.answers import chosen
from motcua.surveys.instruments import Instrument
from motcua.web.shell.access import requires
from motcua.web.surveys import asking, sight
from motcua.web.surveys.forms.deciding import DecisionForm

_SHOWN = 100


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def quality(request: HttpRequest, code: str) -> HttpResponse:
    """The list; nothing leaves it without a verdict, and those with one stay on it."""
    survey = sight.round_for(request, code, timezone.now())
    found = queries.collected(survey, with_set_aside=True)
    odd = checking.odd_ones(found)
    language = get_language() or "vi"
    names = {
        user.pk: user.full_name for user in User.objects.filter(pk__in={o.response.interviewer for o in odd})
    }
    rows = [
        (
            one,
            names.get(one.response.interviewer, ""),
            [r.remark.text(language) for r in one.suspect.reasons[:4]],
        )
        for one in odd[:_SHOWN]
    ]
    context = {
        "survey": survey,
        "rows": rows,
        "odd": len(odd),
        "responses": len(found.responses),
        "undecided": sum(one.decision is None for one in odd),
        "effect": checking.interviewer_effect(found),
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/quality.html", context)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def response(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """One response: its answers, what was decided, and a form to decide."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    rows = Response.objects.select_related("cell__round__unit", "interviewer")
    found = get_object_or_404(rows, pk=key, cell__round=survey)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            verdict = Verdict(form.cleaned_data["verdict"])
            decide_response(
                response=found, verdict=verdict, reason=form.cleaned_data["reason"], actor=request.user, at=at
            )
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("Đã ghi quyết định."))
            return redirect("surveys:quality", code)
    context = {
        "survey": survey,
        "response": found,
        "answers": _told(survey.instrument.instrument(), found, get_language() or "vi"),
        "decisions": found.decisions.select_related("by"),
        "form": form,
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/response.html", context, status=422 if form.errors else 200)


def _told(instrument: Instrument, found: Response, language: str) -> list[tuple[str, str]]:
    """Each item that was answered, with the answer as it reads."""
    told = []
    for item in instrument.items():
        names = {o.code: asking.said(o.label, language) for o in instrument.options_of(item)}
        given = chosen(found.answers.get(item.code))
        if given:
            told.append((asking.said(item.label, language), ", ".join(names.get(one, one) for one in given)))
    return told
