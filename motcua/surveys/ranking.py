"""Ranks with their uncertainty: which ranks a unit may truly have, given standard errors.

For every pair the difference is tested, all at once, with critical values of the largest standardised
difference (simulated from the normal, with a seed, step-down after Romano & Wolf 2005). A unit's rank lies
between 1 + the units surely above it and the number of units − those surely below it (Mogstad, Romano,
Shaikh & Wilhelm 2024). `marginal` sets hold each for one unit chosen beforehand, `simultaneous` sets hold
for all units together, which is what a published table needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys.design import Floats
from motcua.surveys.distributions import normal_tail
from motcua.surveys.problems import ChoiceError, SurveyError

METHOD = (
    "Pairwise differences tested together, step-down, critical values of the largest standardised difference "
    "simulated from the normal (Mogstad, Romano, Shaikh & Wilhelm 2024)"
)
DRAWS = 10_000
Above = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Ranks by estimate (1 = highest; equal estimates share the better rank) and sets as [lowest, highest].

    `above[j, k]`: with simultaneous confidence, j is truly above k.
    """

    rank: NDArray[np.int64]
    marginal: NDArray[np.int64]
    simultaneous: NDArray[np.int64]
    above: Above


def rank(
    estimates: ArrayLike,
    se: ArrayLike,
    *,
    covariance: ArrayLike | None = None,
    level: float = 0.95,
    seed: int = 0,
    draws: int = DRAWS,
) -> Ranks:
    """Ranks of units with `estimates` and standard errors `se`; independent unless `covariance` is given.

    The same seed gives the same sets. Raises SurveyError with the row of a missing estimate or error.
    """
    value, error = _checked(estimates, se, level)
    spread = np.diag(error**2) if covariance is None else np.asarray(covariance, dtype=np.float64)
    apart = _differences(spread)
    noise = _noise(spread, seed, draws)
    certain = (apart == 0) & (value[:, None] != value[None, :])
    scale = np.where(apart > 0, apart, 1.0)
    t = np.where(apart > 0, (value[:, None] - value[None, :]) / scale, 0.0)
    above = _simultaneous(t, scale, apart > 0, noise, level) | (certain & (value[:, None] > value[None, :]))
    marginal = np.stack([_bounds_of(j, t, scale, apart, noise, level, value) for j in range(len(value))])
    better = (value[None, :] > value[:, None]).sum(axis=1)
    return Ranks(better + 1, marginal, _bounds(above), above)


def bands(ranks: Ranks) -> list[list[int]]:
    """Largest runs of neighbours by rank of which no two can be told apart, best first, as indices.

    A unit may stand in several bands: not being told apart is not transitive.
    """
    order = np.argsort(ranks.rank, kind="stable")
    found: list[list[int]] = []
    end_before = 0
    for start in range(len(order)):
        end = start + 1
        while end < len(order) and not _apart(ranks.above, order[start:end], order[end]):
            end += 1
        if end > end_before:
            found.append([int(unit) for unit in order[start:end]])
            end_before = end
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """One year's estimates by unit, with standard errors; years are independent samples."""

    year: int
    estimates: dict[str, float]
    se: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lead:
    """'`label` led in all of `years`': whether the estimates say so, and how sure it is that it truly did.

    `p` is the largest one-sided p-value over all years and rivals (intersection-union test: no correction is
    due, Berger 1982): the claim holds at confidence 1 − p. `weakest` is the year and rival it hangs on.
    """

    label: str
    years: tuple[int, ...]
    observed: bool
    p: float
    weakest: tuple[int, str]

    def is_certain(self, level: float = 0.95) -> bool:
        """Whether the claim holds at confidence `level`."""
        return self.observed and self.p <= 1 - level


def led(label: str, history: Sequence[Year]) -> Lead:
    """The claim that `label` was truly above every other unit in every year of `history`."""
    worst, weakest, observed = 0.0, (history[0].year, ""), True
    for year in history:
        if label not in year.estimates:
            raise ChoiceError(
                f"Năm {year.year} không có “{label}”.", f"There is no {label} in the year {year.year}."
            )
        for rival, value in year.estimates.items():
            if rival == label:
                continue
            gap = year.estimates[label] - value
            observed = observed and gap > 0
            p = _one_sided(gap, float(np.hypot(year.se[label], year.se[rival])))
            if p >= worst:
                worst, weakest = p, (year.year, rival)
    return Lead(label, tuple(year.year for year in history), observed, worst, weakest)


def streak(history: Sequence[Year], label: str) -> int:
    """How many years in a row, up to the last of `history`, `label` had the highest estimate alone."""
    count = 0
    for year in sorted(history, key=lambda y: y.year, reverse=True):
        others = [value for name, value in year.estimates.items() if name != label]
        if label not in year.estimates or (others and year.estimates[label] <= max(others)):
            break
        count += 1
    return count


def _checked(estimates: ArrayLike, se: ArrayLike, level: float) -> tuple[Floats, Floats]:
    value, error = np.asarray(estimates, dtype=np.float64), np.asarray(se, dtype=np.float64)
    if not 0 < level < 1:
        raise ChoiceError("Độ tin cậy phải nằm giữa 0 và 1.", "The level lies between 0 and 1.")
    for row in np.flatnonzero(~(np.isfinite(value) & np.isfinite(error) & (error >= 0)))[:1]:
        raise SurveyError(
            "Thiếu ước lượng, hoặc sai số chuẩn không phải số không âm.",
            "The estimate is missing, or the standard error is no number of zero or more.",
            row=int(row),
        )
    return value, error


def _differences(spread: Floats) -> Floats:
    """Standard errors of all differences; 0 where two units have no error against each other."""
    own = np.diag(spread)
    squares = own[:, None] + own[None, :] - 2 * spread
    tiny = 1e-12 * (own[:, None] + own[None, :])
    return np.sqrt(np.where(squares > tiny, squares, 0.0))


def _noise(spread: Floats, seed: int, draws: int) -> Floats:
    """Errors that the estimates may have: units × draws, so that a unit's lie side by side in memory."""
    values, vectors = np.linalg.eigh(spread)
    root = vectors * np.sqrt(np.maximum(values, 0))
    draw = np.random.Generator(np.random.PCG64(seed)).standard_normal((len(spread), draws))
    return np.asarray(root @ draw, dtype=np.float64)


def _simultaneous(t: Floats, scale: Floats, possible: Above, noise: Floats, level: float) -> Above:
    """Ordered pairs surely in that order, step-down: what is rejected no longer burdens the rest."""
    rejected = np.zeros_like(possible)
    while (possible & ~rejected).any():
        open_ = possible & ~rejected
        critical = np.quantile(_largest(scale, open_, noise), level)
        more = open_ & (t > critical)
        if not more.any():
            break
        rejected |= more
    return rejected


def _largest(scale: Floats, open_: Above, noise: Floats) -> Floats:
    """For each draw, the largest standardised difference over the open ordered pairs."""
    found = np.full(noise.shape[1], -np.inf)
    for j in range(len(scale)):
        for k in range(j):
            if open_[j, k] or open_[k, j]:
                gap = (noise[j] - noise[k]) / scale[j, k]
                both = np.abs(gap) if open_[j, k] and open_[k, j] else gap if open_[j, k] else -gap
                np.maximum(found, both, out=found)
    return found


def _bounds_of(
    j: int, t: Floats, scale: Floats, apart: Floats, noise: Floats, level: float, value: Floats
) -> NDArray[np.int64]:
    """The marginal set of unit j: only its own comparisons count, step-down over both directions."""
    rivals = np.flatnonzero(apart[j] > 0)
    sure = (apart[j] == 0) & (value != value[j])
    over, under = int((sure & (value > value[j])).sum()), int((sure & (value < value[j])).sum())
    if len(rivals):
        gaps = (noise[j] - noise[rivals]) / scale[j, rivals, None]
        both = np.concatenate([gaps, -gaps])
        own = np.concatenate([t[j, rivals], -t[j, rivals]])
        rejected = _step_down(own, both, level)
        under += int(rejected[: len(rivals)].sum())
        over += int(rejected[len(rivals) :].sum())
    return np.asarray([1 + over, len(value) - under], dtype=np.int64)


def _step_down(t: Floats, draws: Floats, level: float) -> Above:
    rejected = np.zeros(len(t), dtype=bool)
    while not rejected.all():
        critical = np.quantile(draws[~rejected].max(axis=0), level)
        more = ~rejected & (t > critical)
        if not more.any():
            break
        rejected |= more
    return rejected


def _bounds(above: Above) -> NDArray[np.int64]:
    return np.stack([1 + above.sum(axis=0), len(above) - above.sum(axis=1)], axis=1).astype(np.int64)


def _apart(above: Above, units: NDArray[np.intp], other: np.intp) -> bool:
    return bool(above[units, other].any() or above[other, units].any())


def _one_sided(gap: float, error: float) -> float:
    if error == 0:
        return 0.0 if gap > 0 else 1.0
    return normal_tail(gap / error)
