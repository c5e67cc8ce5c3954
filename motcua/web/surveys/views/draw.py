"""The draw: sizes beside each other, the plan, and one button that works once."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.rounds import frames
from motcua.rounds.actions.draw_sample import draw_sample
from motcua.rounds.lifecycle import NotNowError, State
from motcua.rounds.models import SurveyRound
from motcua.surveys.problems import SurveyError
from motcua.surveys.sampling import sizes
from motcua.surveys.tables import Table
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.forms.drawing import DrawForm, SizeForm


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """GET reckons sizes; POST draws."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    if survey.state != State.FRAMED:
        return redirect("surveys:round", code)
    table = frames.read(frames.unpack(survey.frame))
    form = DrawForm(request.POST if request.method == "POST" else None, columns=table.header)
    if form.is_bound and form.is_valid() and _drawn(request, survey, form, at):
        return redirect("surveys:round", code)
    context = {
        "survey": survey,
        "form": form,
        "crumbs": sight.crumbs(survey),
        **_sizes(request, table),
    }
    return render(request, "surveys/draw.html", context, status=422 if form.errors else 200)


def _drawn(request: HttpRequest, survey: SurveyRound, form: DrawForm, at: datetime) -> bool:
    try:
        draw_sample(survey=survey, plan=form.plan(), actor=request.user, at=at)
    except SurveyError as wrong:
        form.add_error(None, wrong.remark.text(get_language() or "vi"))
        return False
    except NotNowError:
        messages.warning(request, _("Mẫu của đợt này đã được bốc trước đó."))
    else:
        messages.success(request, _("Đã bốc mẫu. Biên bản bốc mẫu đã được công khai."))
    return True


def _sizes(request: HttpRequest, table: Table) -> dict[str, Any]:
    """Slovin's size beside those that know of the design, and the lines of each unit."""
    form = SizeForm(request.GET if "error" in request.GET else None)
    given = {name: field.initial for name, field in form.fields.items()}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
    error, count = given["error"] / 100, len(table.rows)
    design = sizes.Circumstances(given["effect"], given["response"] / 100)
    column = table.column(frames.UNIT)
    named = table.column(frames.UNIT_NAME) if frames.UNIT_NAME in table.header else column
    units = Counter(row[named] for row in table.rows)
    each = sizes.for_domains(units, error, circumstances=design)
    found = [
        (_("Theo công thức Slovin của hướng dẫn"), sizes.slovin(count, error)),
        (
            _("Cho cả danh sách, theo thiết kế"),
            sizes.for_share(error, population=count, circumstances=design),
        ),
        (_("Để công bố riêng từng cơ quan"), sum(each.values())),
    ]
    rows = [(name, many, each[name]) for name, many in sorted(units.items())]
    return {"size_form": form, "sizes": found, "units": rows}
