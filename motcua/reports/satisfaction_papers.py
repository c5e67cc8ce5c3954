"""Results of a survey as a workbook and as a paper, in Vietnamese: the same words and numbers in both."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from motcua.lib.times import LOCAL
from motcua.printouts.render import typeset
from motcua.reports.satisfaction import Standing
from motcua.rounds.models import SurveyRound
from motcua.surveys.results import LEVEL, Answers, Figure, Results

_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_AXIS = 10
Rows = Iterable[Sequence[str | int | float | None]]
_FIGURE = ["Giá trị (%)", "Cận dưới", "Cận trên", "Số trả lời"]


def number(value: float | None, digits: int = 1) -> str:
    """As Vietnamese writes it; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def told(figure: Figure) -> str:
    """A figure with its interval, e.g. `81,5 (79,0–84,0)`; without one, why."""
    if figure.value is None:
        return "không công bố"
    return f"{number(figure.value)} ({number(figure.low)}–{number(figure.high)})"


def ranks(best: int | None, worst: int | None) -> str:
    """The ranks that a unit may have, e.g. `2–5`."""
    if best is None:
        return "–"
    return str(best) if best == worst else f"{best}–{worst}"


def claim_in_words(standing: Standing | None) -> str:
    """Who led how long, and whether the surveys bear it out at 95%."""
    if standing is None:
        return ""
    if standing.claim is None:
        return f"{standing.name} có chỉ số cao nhất năm {standing.years[-1]}."
    years = f"{len(standing.years)} năm liền ({standing.years[0]}–{standing.years[-1]})"
    year, rival = standing.claim.weakest
    sure = (
        "Kết luận này đứng vững ở độ tin cậy 95%"
        if standing.claim.is_certain(LEVEL)
        else "Số liệu chưa đủ để khẳng định ở độ tin cậy 95%"
    )
    p = number(standing.claim.p, 3)
    return f"{standing.name} có chỉ số cao nhất {years}. {sure} (p = {p}; sát nhất: {rival}, năm {year})."


def _published(survey: SurveyRound) -> str:
    if survey.decided_on is None:
        return "Chưa công bố"
    return f"Quyết định số {survey.decision} ngày {survey.decided_on:%d/%m/%Y}"


def method(survey: SurveyRound, found: Results) -> list[tuple[str, str]]:
    """How the figures were made, name by name."""
    return [
        ("Phiếu khảo sát", f"{survey.instrument.title} ({survey.instrument.version})"),
        ("Kỳ khảo sát", f"{survey.period_first:%d/%m/%Y} – {survey.period_last:%d/%m/%Y}"),
        ("Công bố", _published(survey)),
        ("Số phiếu", str(found.responses)),
        ("Mầm bốc mẫu", survey.seed),
        ("Chỉ số", "Tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng”, có quyền số theo mẫu."),
        (
            "Khoảng tin cậy",
            f"95%, theo thiết kế mẫu (tầng, cụm, tổng thể hữu hạn), {found.degrees} bậc tự do.",
        ),
        ("Xếp hạng", "Khoảng hạng đồng thời 95%: mọi hạng thật cùng nằm trong khoảng (Mogstad và cs. 2024)."),
        ("Không công bố", "Số liệu của ít câu trả lời, và số liệu mà từ đó suy ra được số đã ẩn."),
        ("Cronbach alpha", number(found.alpha, 3)),
        *(("Lưu ý", remark.vi) for remark in found.remarks),
    ]


def workbook(survey: SurveyRound, found: Results, standing: Standing | None) -> bytes:
    """The workbook: indices, units, levels, answers, method."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **_TEXTS})
    bold, figures = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "0.0"})
    for name, titles, rows in _pages(survey, found, standing):
        page = book.add_worksheet(name)
        page.set_column(0, 0, 52)
        page.set_column(1, 12, 15)
        page.write_row(0, 0, titles, bold)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _put(page, line, place, value, figures)
        page.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _put(page: Any, line: int, place: int, value: str | int | float | None, figures: Any) -> None:
    if isinstance(value, str):
        page.write_string(line, place, value)
    elif value is not None:
        page.write_number(line, place, value, figures if isinstance(value, float) else None)


def _pages(
    survey: SurveyRound, found: Results, standing: Standing | None
) -> list[tuple[str, list[str], Rows]]:
    every = [("Chỉ số chung", found.overall)]
    every += [(line.label, line.figure) for line in (*found.factors, *found.criteria)]
    answers = [
        [answer.label, line.label, *_cells(line.figure)] for answer in found.answers for line in answer.lines
    ]
    levels = [
        [line.label, name, *_cells(figure)]
        for line in found.levels
        for name, figure in zip(found.level_names, line.shares, strict=True)
    ]
    units = [
        [line.name, *_cells(line.figure), line.rank, ranks(line.best, line.worst), _groups(line.groups)]
        for line in found.units
    ]
    said = [*method(survey, found), ("Dẫn đầu", claim_in_words(standing))]
    weighty = [[w.label, w.performance.value, *_cells(w.importance)] for w in found.weighty]
    return [
        ("Chi so", ["Chỉ số, tiêu chí", *_FIGURE], [[label, *_cells(figure)] for label, figure in every]),
        ("Xep hang", ["Đơn vị", *_FIGURE, "Hạng", "Khoảng hạng", "Nhóm"], units),
        ("Muc do", ["Tiêu chí", "Mức", *_FIGURE], levels),
        ("Cau hoi", ["Câu hỏi", "Trả lời", *_FIGURE], answers),
        ("Tam quan trong", ["Tiêu chí", "Hài lòng (%)", "Tương quan", *_FIGURE[1:]], weighty),
        ("Phuong phap", ["Mục", "Nội dung"], said),
    ]


def _cells(figure: Figure) -> list[float | int | None]:
    return [figure.value, figure.low, figure.high, figure.n]


def _groups(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def paper(survey: SurveyRound, found: Results, standing: Standing | None, at: datetime) -> bytes:
    """The report as PDF, with plots drawn by the typesetter; `at` is its date."""
    figures = [line.figure for line in [*found.units, *found.factors, *found.criteria]]
    least = min((f.low for f in figures if f.low is not None), default=0.0)
    data: dict[str, Any] = {
        "title": survey.title,
        "unit": survey.unit.name,
        "dated": f"{at.astimezone(LOCAL):%d/%m/%Y}",
        "overall": _plotted(found.overall),
        "claim": claim_in_words(standing),
        "from": int(least // _AXIS * _AXIS),
        "factors": [[line.label, _plotted(line.figure)] for line in found.factors],
        "criteria": [[line.label, _plotted(line.figure)] for line in found.criteria],
        "units": [
            [line.name, _plotted(line.figure), line.rank, ranks(line.best, line.worst), _groups(line.groups)]
            for line in found.units
        ],
        "level_names": list(found.level_names),
        "levels": [[line.label, [_plotted(figure) for figure in line.shares]] for line in found.levels],
        "weighty": [[w.label, _plotted(w.performance), _plotted(w.importance)] for w in found.weighty],
        "answers": [
            [answer.label, [[line.label, _plotted(line.figure)] for line in answer.lines]]
            for answer in found.answers
            if _has_figures(answer)
        ],
        "untold": [answer.label for answer in found.answers if not _has_figures(answer)],
        "method": [list(line) for line in method(survey, found)],
    }
    return typeset("survey_report", data, at)


def _has_figures(answer: Answers) -> bool:
    """Whether anything of a question is published: of one that nobody was asked a table says nothing."""
    return any(line.figure.value is not None for line in answer.lines)


def _plotted(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "n": figure.n,
        "told": told(figure),
    }
