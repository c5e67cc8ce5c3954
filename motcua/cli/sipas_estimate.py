"""What `motcua sipas estimate` answers: a row for each statistic, variable and group."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from motcua.cli.sipas import number
from motcua.surveys import estimates, tables
from motcua.surveys.cautions import cautions
from motcua.surveys.design import Design, Lonely, make_design
from motcua.surveys.estimates import Estimates
from motcua.surveys.problems import ChoiceError, Remark, SurveyError
from motcua.surveys.tables import Table
from motcua.surveys.variance import Groups

Answer = dict[str, Any]


def answer(file: Path, *, by: str | None, level: float, **question: Any) -> tuple[list[Answer], list[Remark]]:
    """The answers, and the remarks on how far to trust them. Raises SurveyError, OSError."""
    table = tables.read(file)
    if not 0 < level < 1:
        raise ChoiceError("--level phải nằm giữa 0 và 1.", "--level lies between 0 and 1.")
    groups, names = table.groups(by) if by else (None, [])
    wanted = list(_wanted(table, question))
    if not wanted:
        raise ChoiceError(
            "Hãy hỏi ít nhất một --mean, --total hoặc --ratio.",
            "Ask at least one --mean, --total or --ratio.",
        )
    design = _design(table, question)
    answers = [
        row
        for statistic, variable, columns in wanted
        for row in _rows(statistic, variable, _estimate(statistic, design, columns, groups), names, level)
    ]
    return answers, cautions(design, groups, names)


def as_text(answers: Sequence[Answer]) -> str:
    """The answers as a table for people."""
    heads = ("statistic", "variable", "group", "estimate", "se", "ci_low", "ci_high", "df", "n")
    cells = [heads, *[tuple(_cell(row[head]) for head in heads) for row in answers]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    return "\n".join(
        "  ".join(c.ljust(w) if i < 3 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths, strict=True)))
        for r in cells
    )


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if not isinstance(value, float):
        return str(value)
    return f"{value:.1f}" if abs(value) >= 100_000 else f"{value:.6g}"


def _design(table: Table, question: dict[str, Any]) -> Design:
    try:
        return make_design(
            len(table.rows),
            strata=table.texts(question["strata"]) if question["strata"] else None,
            clusters=[table.texts(name) for name in question["clusters"]],
            populations=[table.numbers(name, missing=False) for name in question["populations"]],
            weights=table.numbers(question["weight"], missing=False) if question["weight"] else None,
            lonely=Lonely(question["lonely"]),
        )
    except SurveyError as error:
        raise table.at(error) from error


def _wanted(table: Table, question: dict[str, Any]) -> Iterator[tuple[str, str, list[Any]]]:
    for name in question["means"]:
        yield "mean", name, [table.numbers(name)]
    for name in question["totals"]:
        yield "total", name, [table.numbers(name)]
    for text in question["ratios"]:
        yield "ratio", text, [table.numbers(name) for name in _both(table, text)]


def _both(table: Table, text: str) -> tuple[str, str]:
    """The two columns of A/B; their names may have slashes themselves."""
    for place in (i for i, letter in enumerate(text) if letter == "/"):
        above, below = text[:place], text[place + 1 :]
        if above in table.header and below in table.header:
            return above, below
    above, slash, below = text.partition("/")
    if not slash:
        raise ChoiceError(f"--ratio {text}: hãy viết A/B.", f"--ratio {text}: write A/B.")
    return above, below


def _estimate(statistic: str, design: Design, columns: list[Any], groups: Groups | None) -> Estimates:
    if statistic == "ratio":
        return estimates.ratio(design, *columns, groups)
    return (estimates.mean if statistic == "mean" else estimates.total)(design, columns[0], groups)


def _rows(
    statistic: str, variable: str, found: Estimates, names: Sequence[str], level: float
) -> Iterator[Answer]:
    low, high = found.interval(level)
    for group in range(len(found.value)):
        yield {
            "statistic": statistic,
            "variable": variable,
            "group": names[group] if names else None,
            "estimate": number(found.value[group, 0]),
            "se": number(found.se[group, 0]),
            "df": found.df,
            "ci_low": number(low[group, 0]),
            "ci_high": number(high[group, 0]),
            "n": int(found.n[group, 0]),
        }
