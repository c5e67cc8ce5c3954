"""Results of surveys as pages, workbook, PDF; microdata with their codebook for the team."""

import csv
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.accounts.permissions import Permission
from motcua.reports import satisfaction, satisfaction_papers
from motcua.rounds import queries
from motcua.rounds.lifecycle import State
from motcua.rounds.models import SurveyRound
from motcua.surveys.microdata import codebook as codebook_of
from motcua.surveys.problems import SurveyError
from motcua.surveys.results import Figure, LevelLine, Results, UnitLine
from motcua.web.results import plots
from motcua.web.shell.access import public, requires

_ANSWERED = (State.OPEN, State.CLOSED)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds whose results are published; to their team also those that have answers."""
    published = SurveyRound.objects.filter(published_at__isnull=False).select_related("unit")
    own = [row for row in _own(request) if row.state in _ANSWERED and row.published_at is None]
    return render(request, "results/rounds.html", {"rounds": published, "own": own})


@public
@require_GET
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """The results of one round."""
    row = _seen(request, code)
    found = _results(row)
    if found is None:
        return render(request, "results/nothing.html", {"survey": row})
    lines = [*found.factors, *found.criteria]
    begin = plots.begin_of(line.figure for line in [*found.units, *lines])
    context = {
        "survey": row,
        "found": found,
        "overall": _shown(found.overall),
        "begin": begin,
        "claim": satisfaction_papers.claim_in_words(_standing(row)),
        "units": [
            (unit, _shown(unit.figure), plots.mark(unit.figure, begin), _range(unit)) for unit in found.units
        ],
        "lines": [(line, _shown(line.figure), plots.mark(line.figure, begin)) for line in lines],
        "levels": [(line, plots.bar(line.shares), _named(found, line)) for line in found.levels],
        "dots": plots.square(found.weighty),
        "weighty": [(w, _shown(w.performance), _correlation(w.importance)) for w in found.weighty],
        "answers": [(a, [(line, _shown(line.figure)) for line in a.lines]) for a in found.answers],
        "method": satisfaction_papers.method(row, found),
        "team": row in _own(request),
    }
    return render(request, "results/survey.html", context)


@public
@require_GET
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The results as a workbook."""
    row, found = _whole(request, code)
    return _file(satisfaction_papers.workbook(row, found, _standing(row)), _XLSX, f"{code}.xlsx")


@public
@require_GET
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The report as PDF."""
    row, found = _whole(request, code)
    content = satisfaction_papers.paper(row, found, _standing(row), timezone.now())
    return _file(content, "application/pdf", f"{code}.pdf")


@requires(Permission.CONDUCT_SURVEYS)
@require_GET
def microdata(request: HttpRequest, code: str) -> HttpResponse:
    """The answers of a closed round without what could tell a person."""
    row = _closed_of_team(request, code)
    data = satisfaction.microdata_of(row)
    rows = [[line[column] for column in data.columns] for line in data.rows]
    return _csv(f"{code}-microdata.csv", data.columns, rows)


@requires(Permission.CONDUCT_SURVEYS)
@require_GET
def codebook(request: HttpRequest, code: str) -> HttpResponse:
    """What the columns and values of the microdata mean."""
    row = _closed_of_team(request, code)
    entries = codebook_of(row.instrument.instrument())
    rows = [[e.column, e.label, e.value, e.meaning] for e in entries]
    return _csv(f"{code}-codebook.csv", ["cột", "nội dung", "giá trị", "ý nghĩa"], rows)


def _own(request: HttpRequest) -> list[SurveyRound]:
    if not request.user.is_authenticated:
        return []
    return list(queries.rounds_of(request.user, timezone.now()))


def _seen(request: HttpRequest, code: str) -> SurveyRound:
    """A published round, or one of one's own that has answers; any other does not exist (404)."""
    rows = SurveyRound.objects.select_related("unit", "instrument")
    row = rows.filter(code=code, state__in=_ANSWERED).first()
    if row is None or (row.published_at is None and row not in _own(request)):
        raise Http404
    return row


def _closed_of_team(request: HttpRequest, code: str) -> SurveyRound:
    row = _seen(request, code)
    if row.state != State.CLOSED or row not in _own(request):
        raise Http404
    return row


def _results(row: SurveyRound) -> Results | None:
    try:
        return satisfaction.results_of(row)
    except SurveyError:
        return None


def _whole(request: HttpRequest, code: str) -> tuple[SurveyRound, Results]:
    row = _seen(request, code)
    found = _results(row)
    if found is None:
        raise Http404
    return row, found


def _standing(row: SurveyRound) -> satisfaction.Standing | None:
    try:
        return satisfaction.standing(row)
    except SurveyError:
        return None


def _shown(figure: Figure) -> str:
    return satisfaction_papers.told(figure)


def _correlation(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    value, low, high = (satisfaction_papers.number(end, 2) for end in (figure.value, figure.low, figure.high))
    return f"{value} ({low}–{high})"


def _named(found: Results, line: LevelLine) -> list[tuple[str, str]]:
    return [(name, _shown(share)) for name, share in zip(found.level_names, line.shares, strict=True)]


def _range(unit: UnitLine) -> str:
    return satisfaction_papers.ranks(unit.best, unit.worst)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _csv(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    response = _file(b"", "text/csv; charset=utf-8", name)
    response.write("\ufeff")  # tells spreadsheets that the file is UTF-8
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(titles)
    writer.writerows(rows)
    return response
