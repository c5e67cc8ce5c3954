"""Did it change, do they differ: tests of differences between years and between groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from motcua.surveys.design import Design, Floats
from motcua.surveys.distributions import t_quantile, two_sided
from motcua.surveys.estimates import Estimates, Linear
from motcua.surveys.variance import Groups, variances


@dataclass(frozen=True, slots=True)
class Differences:
    """Differences with standard errors, degrees of freedom, p-values one by one, and p-values by Holm that
    hold for all of them together; arrays of one shape."""

    value: Floats
    se: Floats
    df: Floats
    p: Floats
    p_together: Floats

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """Ends of each difference's own interval at `level`."""
        reach = np.vectorize(lambda df: t_quantile((1 + level) / 2, df) if df >= 1 else np.nan)(self.df)
        return self.value - reach * self.se, self.value + reach * self.se


def between_years(before: Estimates, after: Estimates) -> Differences:
    """`after` less `before`, two samples drawn independently; degrees of freedom by Satterthwaite."""
    square, earlier = after.se**2, before.se**2
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (square + earlier) ** 2 / (square**2 / after.df + earlier**2 / before.df)
    df = np.where(np.isfinite(df), df, after.df + before.df)
    return _tested(after.value - before.value, np.sqrt(square + earlier), df)


def between_groups(
    design: Design, linear: Linear, groups: Groups, pairs: Sequence[tuple[int, int]]
) -> Differences:
    """For each pair of groups (first − second) the differences of all statistics: pairs × statistics.

    Of one sample: what the design makes the groups share is taken into account.
    """
    value = np.stack([linear.value[first] - linear.value[second] for first, second in pairs])
    errors = []
    for first, second in pairs:
        sign = (groups.code == first).astype(np.float64) - (groups.code == second)
        errors.append(np.sqrt(variances(design, sign[:, None] * linear.z)[0]))
    return _tested(value, np.stack(errors), np.full(value.shape, float(design.degrees)))


def holm(p: Floats) -> Floats:
    """p-values that hold for all tests together (Holm 1979), in the shape of `p`; NaN stays."""
    flat = p.ravel()
    known = np.flatnonzero(~np.isnan(flat))
    order = known[np.argsort(flat[known], kind="stable")]
    found = np.full(flat.shape, np.nan)
    steps = flat[order] * np.arange(len(order), 0, -1)
    found[order] = np.minimum(1.0, np.maximum.accumulate(steps)) if len(order) else steps
    return found.reshape(p.shape)


def _tested(value: Floats, se: Floats, df: Floats) -> Differences:
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where((se == 0) & (value == 0), 0.0, value / se)
    p = np.vectorize(two_sided, otypes=[np.float64])(t, df)
    return Differences(value, se, df, p, holm(p))
