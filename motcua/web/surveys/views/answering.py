"""Answering by token, on a phone, without JavaScript. Nothing here is signed in, logged or counted by time.

A wrong or used token is explained; such an answer is marked as told, so that Django's log of refused requests
doesn't keep its address, in which the token stands.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from motcua.rounds import box, sealing
from motcua.rounds.box import Filled, NoTokenError, UsedTokenError
from motcua.rounds.models import Token
from motcua.rounds.models.collecting import Mode
from motcua.surveys import answers
from motcua.surveys.answers import NotAnsweredError
from motcua.web.shell.access import public
from motcua.web.surveys import asking


@public
@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Where the code of the letter is typed (`?code=`); leads on to the questionnaire."""
    typed = sealing.as_typed(request.GET.get("code", ""))
    if typed:
        return redirect("surveys:answer", typed)
    return _unlogged(render(request, "surveys/begin.html", {"refused": ""}))


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire of the round that the token is for; POST answers it once."""
    try:
        found = box.token_for(token)
        return _answered(request, found) if request.method == "POST" else _asked(request, found)
    except UsedTokenError:
        return _unlogged(render(request, "surveys/begin.html", {"refused": "used"}, status=410))
    except NoTokenError:
        return _unlogged(render(request, "surveys/begin.html", {"refused": "unknown"}, status=404))


def _answered(request: HttpRequest, token: Token) -> HttpResponse:
    instrument = token.entry.cell.round.instrument.instrument()
    given = {item.code: request.POST.getlist(item.code) for item in instrument.items()}
    try:
        filled = Filled(answers.read(instrument, given), Mode.WEB)
    except NotAnsweredError as wrong:
        return _asked(request, token, given, wrong)
    box.answer(token, filled)
    return _unlogged(redirect("surveys:thanks"))


def _asked(
    request: HttpRequest,
    token: Token,
    given: dict[str, list[str]] | None = None,
    wrong: NotAnsweredError | None = None,
) -> HttpResponse:
    instrument = token.entry.cell.round.instrument.instrument()
    language = get_language() or "vi"
    parts = asking.sections(instrument, language, given, wrong.remarks if wrong else None)
    context = {
        "survey": token.entry.cell.round,
        "unit": token.entry.cell.unit_name,
        "title": asking.said(instrument.title, language),
        "parts": parts,
        "wrong": [question for part in parts for question in part.questions if question.wrong],
    }
    return _unlogged(render(request, "surveys/answer.html", context, status=422 if wrong else 200))


@public
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Said to everybody who answered; the address tells nothing."""
    return render(request, "surveys/thanks.html")


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Django leaves a response alone that says it was logged; the page's address goes nowhere else.

    Not "no-referrer": under that browsers send a form with the origin "null", which is then refused.
    """
    response._has_been_logged = True
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
