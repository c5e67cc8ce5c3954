"""The drawing record, for everybody: frame, seed, plan, strata, and the lines that were drawn."""

import shlex

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from motcua.rounds.models import SurveyRound
from motcua.web.shell.access import public


@public
def record(request: HttpRequest, code: str) -> HttpResponse:
    """What anyone needs who wants to draw the same again; it tells no codes of dossiers."""
    drawn = SurveyRound.objects.select_related("unit", "frame").filter(drawn_at__isnull=False)
    survey = get_object_or_404(drawn, code=code)
    told = survey.record
    context = {"survey": survey, "record": told, "rows": told["rows"], "command": _command(survey)}
    return render(request, "surveys/record.html", context)


def _command(survey: SurveyRound) -> str:
    """How the same is drawn again from the frame's file."""
    plan = survey.record["plan"]
    told = ["motcua sipas sample", f"khung-mau-{survey.code}.csv", f"--n {plan['n']}"]
    told += [
        f"--{name} {plan[name]}" for name in ("strata", "allocation", "cluster", "pps", "take") if plan[name]
    ]
    told += [f"--reserve {plan['reserve']}", f"--seed {shlex.quote(survey.seed)}", "-o mau.csv"]
    return " ".join(told)
