"""The results of a round as one value: what pages, workbooks and papers print. Pure.

No figure without its interval and n, no rank without its range (domain.md 5.3). What must not be published is
hidden here already: a hidden figure has no value anywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys import indices as ix
from motcua.surveys.cautions import cautions
from motcua.surveys.design import Design, Floats
from motcua.surveys.distributions import normal_quantile
from motcua.surveys.estimates import Estimates, mean
from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.surveys.problems import Remark
from motcua.surveys.ranking import bands, rank
from motcua.surveys.variance import Groups

LEVEL = 0.95
RESPONDENT = "respondent"
"""The section about who answers: told in the microdata, not as results."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A percentage of `n` answers with its interval; all None where it is not published or can't be said."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, a factor or an answer with its figure."""

    code: str
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: its index, its rank and the ranks from `best` to `worst` that it may truly have, together with
    all others; `groups` are the groups (from 1) of units that can't be told apart. None: not ranked.
    """

    code: str
    name: str
    figure: Figure
    rank: int | None
    best: int | None
    worst: int | None
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """The share of each level of a criterion, from lowest to highest."""

    code: str
    label: str
    shares: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Weighty:
    """A criterion's performance and how much it goes with the rest (correlation, 0 to 1 as a rule)."""

    code: str
    label: str
    performance: Figure
    importance: Figure


@dataclass(frozen=True, slots=True)
class Answers:
    """A question with the share of each answer."""

    code: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Results:
    """All of it. `alpha` is Cronbach's of all criteria, `degrees` of freedom of the design."""

    overall: Figure
    factors: tuple[Line, ...]
    criteria: tuple[Line, ...]
    units: tuple[UnitLine, ...]
    levels: tuple[LevelLine, ...]
    weighty: tuple[Weighty, ...]
    answers: tuple[Answers, ...]
    alpha: float | None
    responses: int
    degrees: int
    level_names: tuple[str, ...]
    remarks: tuple[Remark, ...]
    estimates: Mapping[str, float]
    se: Mapping[str, float]
    """Index and standard error of each ranked unit by its name: what the history of years is made of."""


def results(
    instrument: Instrument,
    levels: Mapping[str, ArrayLike],
    texts: Mapping[str, NDArray[np.str_]],
    units: Sequence[tuple[str, str]],
    design: Design,
    *,
    seed: int = 0,
) -> Results:
    """The results of responses: `levels` and `texts` by item, `units` (code, name) by response.

    Raises SurveyError as `indices` does.
    """
    names = dict(units)
    codes = sorted(names, key=lambda code: names[code])
    place = {code: number for number, code in enumerate(codes)}
    groups = Groups(np.array([place[code] for code, _ in units], dtype=np.intp), len(codes))
    whole = ix.indices(instrument, levels, design)
    by_unit = ix.indices(instrument, levels, design, groups)
    figures = dict(zip(whole.codes, _figures(whole.published(), 0), strict=True))
    lines, ranked = _units(by_unit, [(code, names[code]) for code in codes], seed)
    criteria = tuple(_line(instrument.item(code), figures[code]) for code in instrument.criteria())
    return Results(
        overall=figures[ix.OVERALL],
        factors=tuple(Line(f.code, f.label["vi"], figures[f.code]) for f in instrument.factors),
        criteria=criteria,
        units=lines,
        levels=tuple(_levels(instrument, line, levels[line.code], design) for line in criteria),
        weighty=_weighty(criteria, levels, design),
        answers=tuple(
            _answers(item, texts[item.code], design, instrument) for item in _questions(instrument)
        ),
        alpha=_alpha(instrument, levels, design),
        responses=design.rows,
        degrees=design.degrees,
        level_names=_level_names(instrument),
        remarks=tuple(cautions(design)),
        estimates={name: value for name, (value, _) in ranked.items()},
        se={name: error for name, (_, error) in ranked.items()},
    )


def _line(item: Item, figure: Figure) -> Line:
    return Line(item.code, item.label["vi"], figure)


def _level_names(instrument: Instrument) -> tuple[str, ...]:
    first = instrument.item(instrument.criteria()[0])
    return tuple(option.label["vi"] for option in instrument.options_of(first))


def _figures(found: Estimates, group: int) -> list[Figure]:
    low, high = found.interval(LEVEL)
    columns = zip(found.value[group], low[group], high[group], found.n[group], strict=True)
    return [_figure(*column) for column in columns]


def _figure(value: float, low: float, high: float, n: float) -> Figure:
    """Without an interval there is no figure; intervals of shares end at 0 and 100.

    Where all answered alike, nothing varies and the interval would be a point: then it reaches as far as a
    share of which `n` answers show none or all (Clopper & Pearson 1934).
    """
    if not np.isfinite([value, low, high]).all():
        return Figure(None, None, None, int(n))
    if low == high and value in (0.0, 100.0):
        reach = 100.0 * (1 - ((1 - LEVEL) / 2) ** (1 / n))
        low, high = (low, reach) if value < 50 else (100 - reach, high)
    return Figure(float(value), max(float(low), 0.0), min(float(high), 100.0), int(n))


def _units(
    found: ix.Indices, units: Sequence[tuple[str, str]], seed: int
) -> tuple[tuple[UnitLine, ...], dict[str, tuple[float, float]]]:
    """Units by rank, those without one last; and estimate with error of each ranked one."""
    published, column = found.published(), found.codes.index(ix.OVERALL)
    figures = [_figures(published, group)[column] for group in range(len(units))]
    known = [group for group, figure in enumerate(figures) if figure.value is not None]
    value, error = published.value[known, column], published.se[known, column]
    ranks = rank(value, error, level=LEVEL, seed=seed) if len(known) > 1 else None
    runs = bands(ranks) if ranks else []
    lines = []
    for group, (code, name) in enumerate(units):
        told: tuple[int | None, int | None, int | None] = (None, None, None)
        inside: tuple[int, ...] = ()
        if ranks and group in known:
            own = known.index(group)
            told = int(ranks.rank[own]), int(ranks.simultaneous[own][0]), int(ranks.simultaneous[own][1])
            inside = tuple(number for number, run in enumerate(runs, start=1) if own in run)
        lines.append(UnitLine(code, name, figures[group], *told, inside))
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, line.name))
    pairs = {units[g][1]: (float(v), float(e)) for g, v, e in zip(known, value, error, strict=True)}
    return tuple(lines), pairs


def _levels(instrument: Instrument, line: Line, given: ArrayLike, design: Design) -> LevelLine:
    found = ix.level_shares(instrument, line.code, given, design)
    return LevelLine(line.code, line.label, tuple(_shown(found, instrument)))


def _shown(found: Estimates, instrument: Instrument) -> Iterable[Figure]:
    """Shares of one question; too few answers in all hide them all."""
    for figure in _figures(found, 0):
        hidden = figure.n < instrument.formula.suppress_below
        yield Figure(None, None, None, figure.n) if hidden else figure


def _weighty(
    criteria: Sequence[Line], levels: Mapping[str, ArrayLike], design: Design
) -> tuple[Weighty, ...]:
    """How much each criterion goes with the mean of all others, weighted; interval by Fisher's z with Kish's
    effective number of answers, a rough one."""
    given = np.stack([np.asarray(levels[line.code], dtype=np.float64) for line in criteria], axis=1)
    found = []
    for place, line in enumerate(criteria):
        if line.figure.value is not None:
            rest = _row_means(np.delete(given, place, axis=1))
            importance = _correlation(given[:, place], rest, design.weights)
            found.append(Weighty(line.code, line.label, line.figure, importance))
    return tuple(found)


def _row_means(given: Floats) -> Floats:
    n = (~np.isnan(given)).sum(axis=1)
    return np.where(n > 0, np.nansum(given, axis=1) / np.maximum(n, 1), np.nan)


def _correlation(x: Floats, y: Floats, weights: Floats) -> Figure:
    both = ~(np.isnan(x) | np.isnan(y))
    x, y, w = x[both], y[both], weights[both]
    nothing = Figure(None, None, None, int(both.sum()))
    if len(w) < 4:
        return nothing
    dx, dy = x - np.average(x, weights=w), y - np.average(y, weights=w)
    spread = np.sqrt((w * dx**2).sum() * (w * dy**2).sum())
    effective = w.sum() ** 2 / (w**2).sum()
    if spread <= 0 or effective <= 3:
        return nothing
    r = float(np.clip((w * dx * dy).sum() / spread, -0.999999, 0.999999))
    reach = normal_quantile((1 + LEVEL) / 2) / np.sqrt(effective - 3)
    low, high = np.tanh(np.arctanh(r) - reach), np.tanh(np.arctanh(r) + reach)
    return Figure(r, float(low), float(high), int(both.sum()))


def _questions(instrument: Instrument) -> list[Item]:
    """Questions with answers to choose that are about the service, in the order in which they are asked."""
    return [
        item
        for section in instrument.sections
        if section.code != RESPONDENT
        for item in section.items
        if item.kind in (Kind.SINGLE, Kind.MULTIPLE)
    ]


def _answers(item: Item, given: NDArray[np.str_], design: Design, instrument: Instrument) -> Answers:
    chosen = [set(text.split()) for text in given.tolist()]
    codes = [option.code for option in item.options]
    each = np.array([[100.0 * (code in row) if row else np.nan for code in codes] for row in chosen])
    shown = _shown(mean(design, each.reshape(len(chosen), len(codes))), instrument)
    lines = [
        Line(option.code, option.label["vi"], figure)
        for option, figure in zip(item.options, shown, strict=True)
    ]
    return Answers(item.code, item.label["vi"], tuple(lines))


def _alpha(instrument: Instrument, levels: Mapping[str, ArrayLike], design: Design) -> float | None:
    given = np.stack([np.asarray(levels[code], dtype=np.float64) for code in instrument.criteria()], axis=1)
    found = ix.cronbach_alpha(given, design.weights)
    return found if np.isfinite(found) else None
