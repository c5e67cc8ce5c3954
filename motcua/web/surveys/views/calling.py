"""Asking by telephone: whom to call next, the questionnaire while he answers, calls without an answer."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers.finished import contacts
from motcua.journal.actions.log_access import log_access
from motcua.rounds import box, calling, queries, tokens
from motcua.rounds.box import Filled, NoTokenError, UsedTokenError
from motcua.rounds.events import of_round
from motcua.rounds.models import SampleEntry, SurveyRound
from motcua.rounds.models.calling import Outcome
from motcua.rounds.models.collecting import Mode
from motcua.surveys import answers
from motcua.surveys.answers import NotAnsweredError
from motcua.web.shell.access import requires
from motcua.web.surveys import asking, sight
from motcua.web.surveys.forms.calling import CallForm

_SALT = "surveys.call"
_LONGEST = 6 * 3600


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_GET
def calls(request: HttpRequest, code: str) -> HttpResponse:
    """Whom of the unit `?unit=` to call, in the order of calling; their names and numbers stand elsewhere."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    unit = request.GET.get("unit", "")
    found = list(calling.to_call(survey, unit, at).select_related("interviewer")) if unit else []
    context = {
        "survey": survey,
        "units": queries.progress(survey),
        "unit": unit,
        "mine": [one for one in found if one.interviewer_id in (None, request.user.pk)],
        "others": sum(one.interviewer_id not in (None, request.user.pk) for one in found),
        "resting": queries.to_ask(survey, unit).count() - len(found) if unit else 0,
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/calls.html", context)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@sensitive_post_parameters()
def call(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """One person: the number to call, the questionnaire to fill while he answers, or why he didn't."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    entry = get_object_or_404(SampleEntry.objects.select_related("cell"), pk=key, round=survey)
    if not queries.to_ask(survey, entry.cell.unit_code).filter(pk=key).exists():
        messages.info(request, _("Người này đã trả lời hoặc đã được thay."))
        return _next(code, entry)
    if request.method == "POST" and request.POST.get("act") == "call":
        return _noted(request, survey, entry, at)
    if request.method == "POST":
        return _answered(request, survey, entry, at)
    return _shown(request, survey, entry, at)


def _next(code: str, entry: SampleEntry) -> HttpResponse:
    return redirect(f"{reverse('surveys:calls', args=[code])}?unit={entry.cell.unit_code}")


def _noted(request: HttpRequest, survey: SurveyRound, entry: SampleEntry, at: datetime) -> HttpResponse:
    form = CallForm(request.POST)
    if not form.is_valid():
        return _shown(request, survey, entry, at, call=form)
    outcome = Outcome(form.cleaned_data["outcome"])
    calling.note_call(entry, outcome, by=request.user, at=at, call_after=form.cleaned_data["call_after"])
    messages.success(request, _("Đã ghi cuộc gọi."))
    return _next(survey.code, entry)


def _answered(request: HttpRequest, survey: SurveyRound, entry: SampleEntry, at: datetime) -> HttpResponse:
    instrument = survey.instrument.instrument()
    given = {item.code: request.POST.getlist(item.code) for item in instrument.items()}
    try:
        told = answers.read(instrument, given)
        filled = Filled(told, Mode.PHONE, request.user, _seconds(request.POST.get("begun", ""), entry, at))
        box.answer(box.token_for(tokens.good_ones([entry]).get(entry.pk, "")), filled)
    except NotAnsweredError as wrong:
        return _shown(request, survey, entry, at, given=given, wrong=wrong)
    except (NoTokenError, UsedTokenError):
        messages.error(request, _("Người này vừa trả lời bằng cách khác, hoặc đợt khảo sát đã khóa."))
    else:
        messages.success(request, _("Đã bỏ phiếu vào hòm."))
    return _next(survey.code, entry)


def _seconds(begun: str, entry: SampleEntry, at: datetime) -> int | None:
    """How long the interview took, from a signed time on the page; None where that can't be told."""
    try:
        start = signing.loads(begun, salt=f"{_SALT}:{entry.pk}", max_age=_LONGEST)
    except signing.BadSignature:
        return None
    return max(0, int(at.timestamp() - float(start)))


def _shown(
    request: HttpRequest,
    survey: SurveyRound,
    entry: SampleEntry,
    at: datetime,
    *,
    call: CallForm | None = None,
    given: dict[str, list[str]] | None = None,
    wrong: NotAnsweredError | None = None,
) -> HttpResponse:
    language = get_language() or "vi"
    parts = asking.sections(survey.instrument.instrument(), language, given, wrong.remarks if wrong else None)
    begun = request.POST.get("begun") or signing.dumps(at.timestamp(), salt=f"{_SALT}:{entry.pk}")
    tried = list(entry.calls.select_related("by"))
    context = {
        "survey": survey,
        "entry": entry,
        "contact": _contact(request, survey, entry),
        "tried": tried,
        "enough": len({one.at.date() for one in tried}) >= calling.ENOUGH_CALLS,
        "form": call or CallForm(),
        "parts": parts,
        "wrong": [question for part in parts for question in part.questions if question.wrong],
        "begun": begun,
        "crumbs": [*sight.crumbs(survey), (reverse("surveys:calls", args=[survey.code]), _("Gọi điện"))],
    }
    refused = wrong is not None or (call is not None and bool(call.errors))
    return render(request, "surveys/call.html", context, status=422 if refused else 200)


def _contact(request: HttpRequest, survey: SurveyRound, entry: SampleEntry) -> object:
    """Name and number; that they were looked at is written down."""
    reached = contacts([entry.key]).get(entry.key)
    if reached is not None:
        log_access(
            subject=of_round(survey.code),
            actor=accounts.actor_of(request.user),
            purpose="gọi điện khảo sát",
            fields=["name", "phone"],
            unit=entry.cell.unit_code,
            address=request.META.get("REMOTE_ADDR") or None,
        )
    return reached
