"""From the closed round to figures that everybody reads."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.rounds.actions.publish_results import publish_results
from motcua.rounds.lifecycle import NotNowError
from motcua.rounds.models import SurveyRound
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.forms.publishing import PublishForm


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """The decision by which the results are published; after it, everybody reads them."""
    survey = sight.round_for(request, code, timezone.now())
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _published(request, survey, form):
        return redirect("surveys:round", code)
    context = {"survey": survey, "form": form, "crumbs": sight.crumbs(survey)}
    return render(request, "surveys/publish.html", context, status=422 if form.errors else 200)


def _published(request: HttpRequest, survey: SurveyRound, form: PublishForm) -> bool:
    try:
        publish_results(survey=survey, **form.cleaned_data, actor=request.user, at=timezone.now())
    except NotNowError:
        messages.error(request, _("Lúc này chưa làm được việc này. Có thể người khác vừa làm rồi."))
        return True
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return False
    messages.success(request, _("Đã công bố kết quả. Mọi người đọc được từ bây giờ."))
    return True
