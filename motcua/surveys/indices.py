"""From answers to the index: criteria, factors and overall, each with its standard error (domain.md 5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys import estimates
from motcua.surveys.design import Design, Floats
from motcua.surveys.estimates import Estimates, Linear
from motcua.surveys.instruments import CriterionRule, Instrument, PoolRule
from motcua.surveys.problems import SurveyError
from motcua.surveys.variance import Groups

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Indices:
    """Indices in percent, groups × codes; `codes` are criteria, then factors, then "overall"."""

    codes: tuple[str, ...]
    estimates: Estimates
    suppressed: NDArray[np.bool_]
    """Not to be published: too few answers, or could be computed from the others."""

    def published(self) -> Estimates:
        """The estimates with NaN where they must not be published."""
        found = self.estimates
        value = np.where(self.suppressed, np.nan, found.value)
        return Estimates(value, np.where(self.suppressed, np.nan, found.se), found.n, found.df)


def indices(
    instrument: Instrument, answers: Mapping[str, ArrayLike], design: Design, groups: Groups | None = None
) -> Indices:
    """The indices of `instrument` by its own formula. `answers`: for each criterion its levels (1, 2, …) by
    row, NaN where not answered. Raises SurveyError, with the row, for a level that the scale doesn't have."""
    criteria, counted = instrument.criteria(), _counted(instrument, answers)
    linear = [estimates.linear_mean(design, counted, groups)]
    columns = {code: place for place, code in enumerate(criteria)}
    factors = [[columns[code] for code in factor.criteria] for factor in instrument.factors]
    linear += [_together(design, counted, linear[0], of, instrument.formula.factor, groups) for of in factors]
    if instrument.formula.overall is PoolRule.POOLED:
        whole = list(range(len(criteria)))
        linear.append(_together(design, counted, linear[0], whole, PoolRule.POOLED, groups))
    else:
        linear.append(_joined(linear[1:]).combined(np.full((len(factors), 1), 1 / len(factors))))
    found = estimates.evaluated(design, _joined(linear), groups)
    codes = (*criteria, *(factor.code for factor in instrument.factors), OVERALL)
    return Indices(codes, found, suppressed(found.n, instrument.formula.suppress_below))


def level_shares(
    instrument: Instrument, code: str, answers: ArrayLike, design: Design, groups: Groups | None = None
) -> Estimates:
    """Percent of each level of criterion `code`: groups × levels."""
    given, levels = np.asarray(answers, dtype=np.float64), len(instrument.options_of(instrument.item(code)))
    each = np.where(np.isnan(given)[:, None], np.nan, 100.0 * (given[:, None] == np.arange(1, levels + 1)))
    return estimates.mean(design, each, groups)


def suppressed(n: Floats, least: int) -> NDArray[np.bool_]:
    """Which cells (groups × figures) must not be published, when the overall figures are: those of fewer than
    `least` answers, and where a column would hide one group only, also its next smallest, since a single
    hidden figure is what the others leave of the whole. Empty groups hide nothing."""
    hidden = n < least
    for column in range(n.shape[1]):
        own = hidden[:, column] & (n[:, column] > 0)
        rest = np.flatnonzero(~hidden[:, column])
        if len(n) > 1 and own.sum() == 1 and len(rest):
            hidden[rest[np.argmin(n[rest, column])], column] = True
    return np.asarray(hidden, dtype=np.bool_)


def cronbach_alpha(answers: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Cronbach's alpha of items (rows × items) over rows that answered all; NaN when it can't be said."""
    given = np.asarray(answers, dtype=np.float64)
    whole = ~np.isnan(given).any(axis=1)
    weight = np.ones(len(given)) if weights is None else np.asarray(weights, dtype=np.float64)
    given, weight = given[whole], weight[whole]
    items = given.shape[1]
    if len(given) < 2 or items < 2:
        return float("nan")
    centred = given - np.average(given, axis=0, weights=weight)
    parts = (weight[:, None] * centred**2).sum()
    together = (weight * centred.sum(axis=1) ** 2).sum()
    return float(items / (items - 1) * (1 - parts / together)) if together > 0 else float("nan")


def _counted(instrument: Instrument, answers: Mapping[str, ArrayLike]) -> Floats:
    """What each answer counts, in percent: rows × criteria."""
    columns = []
    for code in instrument.criteria():
        given = np.asarray(answers[code], dtype=np.float64)
        levels = len(instrument.options_of(instrument.item(code)))
        for row in np.flatnonzero(~np.isnan(given) & ~np.isin(given, np.arange(1, levels + 1)))[:1]:
            raise SurveyError(
                f"{code}: mức {given[row]:g} không có trong thang đo 1–{levels}.",
                f"{code}: level {given[row]:g} is not on the scale of 1 to {levels}.",
                row=int(row),
            )
        if instrument.formula.criterion is CriterionRule.SHARE:
            counted = 100.0 * np.isin(given, instrument.formula.satisfied)
        else:
            counted = 100.0 * given / levels
        columns.append(np.where(np.isnan(given), np.nan, counted))
    return np.stack(columns, axis=1)


def _together(
    design: Design, counted: Floats, criteria: Linear, of: list[int], rule: PoolRule, groups: Groups | None
) -> Linear:
    """Criteria joined to one figure. Pooled: over all their answers, which a person gives together."""
    if rule is PoolRule.MEAN:
        coefficients = np.zeros((counted.shape[1], 1))
        coefficients[of] = 1 / len(of)
        return criteria.combined(coefficients)
    chosen = counted[:, of]
    present = (~np.isnan(chosen)).sum(axis=1).astype(np.float64)
    below = np.where(present > 0, present, np.nan)
    return estimates.linear_ratio(design, np.nansum(chosen, axis=1), below, groups)


def _joined(parts: list[Linear]) -> Linear:
    return Linear(
        np.concatenate([part.value for part in parts], axis=1),
        np.concatenate([part.z for part in parts], axis=1),
        np.concatenate([part.n for part in parts], axis=1),
    )
