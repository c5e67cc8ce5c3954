"""The frame of a round: made of solved dossiers, or brought as a file; both can be downloaded as they are."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.dossiers.finished import finished
from motcua.orgs import queries as orgs
from motcua.rounds import frames
from motcua.rounds.actions.fix_frame import fix_frame
from motcua.rounds.lifecycle import NotNowError
from motcua.rounds.models import SurveyRound
from motcua.surveys.problems import SurveyError
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.forms.planning import FrameForm


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def frame(request: HttpRequest, code: str) -> HttpResponse:
    """POST fixes the frame: of the file that is sent, or of dossiers when the button says so."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    of_dossiers = request.POST.get("from") == "dossiers"
    uploaded = request.method == "POST" and not of_dossiers
    form = FrameForm(request.POST, request.FILES) if uploaded else FrameForm()
    if of_dossiers:
        form = FrameForm({}, {"file": None})
        form.errors.clear()
        if _fixed(request, survey, form, _of_dossiers(survey), _("hồ sơ có kết quả trong kỳ"), at):
            return redirect("surveys:draw", code)
    elif uploaded and form.is_valid():
        file = form.cleaned_data["file"]
        if _fixed(request, survey, form, file.read(), _("tệp %(name)s") % {"name": file.name[:100]}, at):
            return redirect("surveys:draw", code)
    context = {"survey": survey, "form": form, "crumbs": sight.crumbs(survey)}
    return render(request, "surveys/frame.html", context, status=422 if form.errors else 200)


def _of_dossiers(survey: SurveyRound) -> bytes:
    units = orgs.below_between(survey.unit, survey.period_first, survey.period_last)
    return frames.as_csv(finished(units, survey.period_first, survey.period_last))


def _fixed(
    request: HttpRequest, survey: SurveyRound, form: FrameForm, source: bytes, origin: str, at: datetime
) -> bool:
    try:
        kept = fix_frame(survey=survey, source=source, origin=origin, actor=request.user, at=at)
    except SurveyError as wrong:
        form.add_error(None, wrong.remark.text(get_language() or "vi"))
    except NotNowError:
        form.add_error(None, _("Đợt này đã bốc mẫu nên không đổi danh sách được."))
    else:
        messages.success(request, _("Đã chốt danh sách %(rows)s dòng.") % {"rows": kept.rows})
        return True
    return False


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The very bytes that lots are made of: with the seed, `motcua sipas sample` draws the same from them."""
    survey = sight.round_for(request, code, timezone.now())
    kept = getattr(survey, "frame", None)
    if kept is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="khung-mau-{survey.code}.csv"'}
    return HttpResponse(frames.unpack(kept), content_type="text/csv; charset=utf-8", headers=headers)
