"""Where a dossier is: for whoever holds its code and its secret, and for nobody else.

Neither stands in any address: the form sends them, the QR code's address keeps them behind the `#`, and a
signed cookie that lives half an hour remembers which dossier was opened.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.dossiers import public as dossiers
from motcua.evaluation.actions.give_slip import give_slip
from motcua.evaluation.models import Slip
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Actor
from motcua.server import throttling
from motcua.web.portal import days, tracked
from motcua.web.portal.forms.evaluation import SlipForm
from motcua.web.portal.forms.tracking import TrackingForm
from motcua.web.shell.access import public

# Wrong guesses of one address in a quarter of an hour: a village may share one, a machine guesses thousands.
MOST_WRONG = 20
WINDOW = timedelta(minutes=15)
_COOKIE, _SALT, _PATH, _SECONDS = "mc_tracked", "motcua.tracking", "/tra-cuu", 30 * 60
_HOLDER = Actor("holder-of-the-secret", "Người giữ mã tra cứu")
_PURPOSE = "tra cứu hồ sơ bằng mã"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code", "secret")
def track(request: HttpRequest) -> HttpResponse:
    """The form; with the right pair on to the dossier. After too many wrong ones it waits."""
    if request.method != "POST":
        return render(request, "portal/tracking.html", {"form": TrackingForm(), "sample": tracked.sample()})
    at, who = days.now(), f"track:{throttling.origin(request.META.get('REMOTE_ADDR', ''))}"
    if throttling.attempts(who, at, WINDOW) >= MOST_WRONG:
        return _refused(request, TrackingForm(), _too_often(), 429)
    form = TrackingForm(request.POST)
    if form.is_valid():
        return _opened(form.found)
    if form.has_error("__all__", "wrong"):
        throttling.count_attempt(who, at, WINDOW)
    return _refused(request, form, "", 422)


def _too_often() -> str:
    return _("Đã nhập sai quá nhiều lần. Hãy thử lại sau 15 phút, hoặc hỏi nơi đã nhận hồ sơ.")


def _refused(request: HttpRequest, form: TrackingForm, told: str, status: int) -> HttpResponse:
    context = {"form": form, "told": told, "sample": tracked.sample()}
    return render(request, "portal/tracking.html", context, status=status)


def _opened(key: UUID) -> HttpResponse:
    response = redirect("portal:tracked")
    response.set_signed_cookie(
        _COOKIE,
        str(key),
        salt=_SALT,
        max_age=_SECONDS,
        path=_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@public
@never_cache
@require_GET
def dossier(request: HttpRequest) -> HttpResponse:
    """The dossier that was opened in this browser; every look goes to the access log."""
    key = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_SECONDS)
    at = days.now()
    found = dossiers.seen(UUID(key), at) if key else None
    if found is None:
        return redirect("portal:track")
    log_access(
        subject=dossiers.subject_of(found.id),
        actor=_HOLDER,
        purpose=_PURPOSE,
        address=request.META.get("REMOTE_ADDR") or None,
    )
    response = render(request, "portal/tracked.html", tracked.page(found, at))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest) -> HttpResponse:
    """The evaluation slip of the dossier that was opened in this browser, once its result is there."""
    key = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_SECONDS)
    at = days.now()
    found = dossiers.seen(UUID(key), at) if key else None
    if found is None or found.ready_at is None:
        return redirect("portal:track")
    form = SlipForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            give_slip(actor=None, at=at, dossier=found.id, way=Slip.Way.LINK, answers=form.answers)
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
        else:
            messages.success(request, _("Đã nhận đánh giá của bạn. Xin cảm ơn."))
            return redirect("portal:tracked")
    return render(request, "portal/evaluate.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Forget the dossier in this browser, for computers that many use."""
    response = redirect("portal:track")
    response.delete_cookie(_COOKIE, path=_PATH, samesite="Strict")
    return response
