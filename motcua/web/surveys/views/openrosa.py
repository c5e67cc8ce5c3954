"""The addresses that ODK Collect asks (OpenRosa): list, form, manifest, submission; what to type there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.rounds import box
from motcua.rounds.box import Filled, NoTokenError, UsedTokenError
from motcua.rounds.lifecycle import State
from motcua.rounds.models import SurveyRound
from motcua.rounds.models.collecting import Mode
from motcua.surveys import answers, openrosa
from motcua.surveys.answers import NotAnsweredError
from motcua.surveys.openrosa import BadSubmissionError, Submission
from motcua.web.shell.access import public, requires
from motcua.web.surveys import devices, sight

MOST_BYTES = 1_000_000
_ARRIVED = "Đã nhận phiếu."
_USED = "Mã trên thư mời này đã được dùng."
_UNKNOWN = "Không có mã này trong đợt khảo sát, hãy xem lại thư mời."
_BROKEN = "Không đọc được phiếu này. Hãy tải lại mẫu phiếu."

Door = Callable[[HttpRequest, SurveyRound, User], HttpResponse]


def _for_devices(door: Door) -> Any:
    """`door` for whoever sends name and device password; others are asked for them."""

    @public
    @csrf_exempt
    @never_cache
    @wraps(door)
    def view(request: HttpRequest, code: str) -> HttpResponse:
        survey = get_object_or_404(SurveyRound.objects.select_related("unit", "instrument"), code=code)
        user = devices.interviewer(request, survey, timezone.now())
        if user is None or survey.state != State.OPEN:
            response = HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="Mot Cua"'})
        else:
            response = door(request, survey, user)
        for name, value in {**openrosa.VERSION, "Date": http_date()}.items():
            response.headers[name] = value
        response._has_been_logged = True
        return response

    return view


@_for_devices
def form_list(request: HttpRequest, survey: SurveyRound, user: User) -> HttpResponse:
    """The one form of the round."""
    address = settings.ORIGIN + reverse("surveys:odk_form", args=[survey.code])
    form = devices.xform_of(survey.instrument_id)
    return _xml(openrosa.form_list(survey.instrument.instrument(), form, address))


@_for_devices
def form(request: HttpRequest, survey: SurveyRound, user: User) -> HttpResponse:
    """The form as XForms."""
    return HttpResponse(devices.xform_of(survey.instrument_id), content_type="text/xml; charset=utf-8")


@_for_devices
def manifest(request: HttpRequest, survey: SurveyRound, user: User) -> HttpResponse:
    """No files."""
    return _xml(openrosa.manifest())


@_for_devices
def submission(request: HttpRequest, survey: SurveyRound, user: User) -> HttpResponse:
    """HEAD asks how to send, POST sends a filled form; the same form again is welcome and changes nothing."""
    if request.method == "HEAD":
        address = settings.ORIGIN + reverse("surveys:odk_submission", args=[survey.code])
        return HttpResponse(
            status=204,
            headers={"Location": address, "X-OpenRosa-Accept-Content-Length": str(MOST_BYTES)},
        )
    file = request.FILES.get("xml_submission_file")
    if request.method != "POST" or file is None or file.size > MOST_BYTES:
        return _xml(openrosa.told(_BROKEN), 400)
    try:
        return _taken(openrosa.read(survey.instrument.instrument(), file.read()), survey, user)
    except (BadSubmissionError, NotAnsweredError):
        return _xml(openrosa.told(_BROKEN), 400)


def _taken(sent: Submission, survey: SurveyRound, user: User) -> HttpResponse:
    instance = f"{survey.pk}:{sent.instance}"
    filled = Filled(answers.read(survey.instrument.instrument(), sent.given), Mode.INTERVIEW, user)
    if box.has_arrived(instance):
        return _xml(openrosa.told(_ARRIVED), 201)
    try:
        token = box.token_for(sent.token)
        if token.entry.round_id != survey.pk:
            raise NoTokenError
        box.answer(token, filled, receipt=instance)
    except UsedTokenError:
        arrived = box.has_arrived(instance)  # the same form, sent twice at once
        return _xml(openrosa.told(_ARRIVED if arrived else _USED), 201 if arrived else 409)
    except NoTokenError:
        return _xml(openrosa.told(_UNKNOWN), 404)
    return _xml(openrosa.told(_ARRIVED), 201)


def _xml(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/xml; charset=utf-8", status=status)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def own_device(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody of the team types into ODK Collect on his phone."""
    survey = sight.round_for(request, code, timezone.now())
    context = {
        "survey": survey,
        "server": settings.ORIGIN + reverse("surveys:odk", args=[code]),
        "username": request.user.username,
        "password": devices.password_of(request.user, survey),
        "secure": settings.HTTPS,
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/device.html", context)
