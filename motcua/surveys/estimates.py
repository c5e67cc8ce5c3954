"""Means, totals and ratios with standard errors, for many variables and domains at once.

Arguments are arrays of rows × variables with NaN for a missing value. A row that misses a value leaves that
statistic as if it were outside the domain: the variance is still over the full design. Intervals are
estimate ± t · standard error with the degrees of freedom of the whole design.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from motcua.surveys import distributions
from motcua.surveys.design import Design, Floats
from motcua.surveys.problems import ChoiceError
from motcua.surveys.variance import Groups, variances


@dataclass(frozen=True, slots=True)
class Linear:
    """Statistics as weighted sums: `value` (groups × statistics) and each row's share in the error of its own
    group's value, `z` (rows × statistics); linear combinations of statistics combine both alike."""

    value: Floats
    z: Floats
    n: Floats
    """Rows that count, groups × statistics."""

    def combined(self, coefficients: ArrayLike) -> "Linear":
        """Linear combinations: `coefficients` is statistics × combinations. `n` is the least that goes in."""
        matrix = np.asarray(coefficients, dtype=np.float64)
        used = [self.n[:, column != 0].min(axis=1) for column in matrix.T]
        unknown = np.isnan(self.value).astype(np.float64) @ (matrix != 0) > 0
        value = np.where(unknown, np.nan, np.nan_to_num(self.value) @ matrix)
        return Linear(value, self.z @ matrix, np.stack(used, axis=1))


@dataclass(frozen=True, slots=True)
class Estimates:
    """Values, standard errors and numbers of rows, each groups × statistics; NaN: nothing can be said."""

    value: Floats
    se: Floats
    n: Floats
    df: int

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """Lower and upper ends of the interval at `level`, e.g. 0.95."""
        half = quantile(self.df, level) * self.se
        return self.value - half, self.value + half


def mean(design: Design, y: ArrayLike, groups: Groups | None = None) -> Estimates:
    """Weighted means of the columns of `y` by group."""
    return evaluated(design, linear_mean(design, y, groups), groups)


def total(design: Design, y: ArrayLike, groups: Groups | None = None) -> Estimates:
    """Weighted totals of the columns of `y` by group; a missing value adds nothing."""
    values, present = _columns(y)
    by = groups or Groups.one(design.rows)
    z = design.weights[:, None] * values
    n = by.sums(present)
    return evaluated(design, Linear(np.where(n > 0, by.sums(z), np.nan), z, n), groups)


def ratio(design: Design, above: ArrayLike, below: ArrayLike, groups: Groups | None = None) -> Estimates:
    """Totals of `above` over totals of `below`, column by column; a row needs both."""
    return evaluated(design, linear_ratio(design, above, below, groups), groups)


def linear_mean(design: Design, y: ArrayLike, groups: Groups | None = None) -> Linear:
    """Weighted means, as statistics that can still be combined."""
    values, present = _columns(y)
    return _linear(design, values, present, present, groups)


def linear_ratio(design: Design, above: ArrayLike, below: ArrayLike, groups: Groups | None = None) -> Linear:
    """Ratios of totals, as statistics that can still be combined."""
    y, has_y = _columns(above)
    x, has_x = _columns(below)
    both = has_y * has_x
    return _linear(design, y * both, x * both, both, groups)


def evaluated(design: Design, linear: Linear, groups: Groups | None = None) -> Estimates:
    """Statistics with the standard errors that the design gives them."""
    se = np.sqrt(variances(design, linear.z, groups))
    if design.degrees < 1 and not _is_census(design):
        se = np.full_like(se, np.nan)
    return Estimates(linear.value, np.where(linear.n > 0, se, np.nan), linear.n, design.degrees)


def design_effect(design: Design, y: ArrayLike) -> Floats:
    """Variance of each column's mean over that of a simple random sample of as many rows, drawn without
    replacement from a population as large as the sum of weights."""
    values, present = _columns(y)
    found = mean(design, y)
    weight = design.weights[:, None] * present
    population, n = weight.sum(axis=0), found.n[0]
    spread = (weight * (values - found.value[0]) ** 2).sum(axis=0) / population * n / (n - 1)
    simple = spread / n * (1 - n / population)
    return np.asarray(found.se[0] ** 2 / simple, dtype=np.float64)


def quantile(df: float, level: float) -> float:
    """Student's t with `df` degrees of freedom that an interval at `level` reaches; NaN below 1 degree."""
    if not 0 < level < 1:
        raise ChoiceError("Độ tin cậy phải nằm giữa 0 và 1.", "The level lies between 0 and 1.")
    return distributions.t_quantile((1 + level) / 2, df) if df >= 1 else float("nan")


def _linear(design: Design, y: Floats, x: Floats, counted: Floats, groups: Groups | None) -> Linear:
    by = groups or Groups.one(design.rows)
    w = design.weights[:, None]
    below, n = by.sums(w * x), by.sums(counted)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, by.sums(w * y) / below, np.nan)
    per_row = np.where(np.isfinite(value), value, 0.0)[by.code]
    share = np.divide(1.0, below, out=np.zeros_like(below), where=below != 0)[by.code]
    return Linear(value, w * (y - per_row * x) * share, n)


def _columns(y: ArrayLike) -> tuple[Floats, Floats]:
    """Values with 0 where missing, and 1 where present; rows × variables."""
    given = np.asarray(y, dtype=np.float64)
    if given.ndim == 1:
        given = given[:, None]
    present = ~np.isnan(given)
    return np.where(present, given, 0.0), present.astype(np.float64)


def _is_census(design: Design) -> bool:
    return all(bool((stage.carried * (1 - stage.fraction) == 0).all()) for stage in design.stages)
