"""How a sample was drawn: strata, stages of clusters, populations and weights; what variances need to know.

Pure. Rows are arrays of one length; codes of strata and clusters may be text or numbers. The conventions are
those of R's `survey` (Lumley, Complex Surveys, 2010): clusters are nested in strata and in the clusters of
the stage before; finite population corrections are given as counts of the stage's population.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys.problems import ChoiceError, Remark, SurveyError

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


class Lonely(StrEnum):
    """What a stratum does from which only one of several units was drawn, so that it shows no spread."""

    ADJUST = "adjust"
    """Its unit counts with its distance from zero (of means and ratios: from the overall mean), which is on
    the safe side."""
    FAIL = "fail"
    """The design is refused."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing. Arrays over rows: `stratum`, `unit`; over units: `home`; the others over strata.

    A stratum of a later stage is a unit of the stage before.
    """

    stratum: Codes
    unit: Codes
    home: Codes
    drawn: Floats
    population: Floats
    """How many units there were to draw from; infinite when unknown (as if drawn with replacement)."""
    carried: Floats
    """Product of the sampling fractions of the stages before; 1 at the first."""

    @property
    def fraction(self) -> Floats:
        """Share of the population that was drawn, by stratum; 0 when the population is unknown."""
        return self.drawn / self.population

    @property
    def is_lonely(self) -> NDArray[np.bool_]:
        """Strata with one unit drawn of several."""
        return np.asarray((self.drawn == 1) & (self.fraction < 1))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights were adjusted so that the columns of `auxiliaries` sum to known totals.

    What the auxiliaries explain no longer varies from sample to sample, so variances use residuals.
    """

    auxiliaries: Floats
    weights_before: Floats

    def residuals(self, z: Floats, weights: Floats) -> Floats:
        """`z` (rows × statistics, weights included) without what the auxiliaries explain."""
        x, d = self.auxiliaries, self.weights_before[:, None]
        u = np.divide(z, weights[:, None], out=np.zeros_like(z), where=weights[:, None] > 0)
        explained = np.linalg.lstsq(x.T @ (d * x), x.T @ (d * u), rcond=1e-12)[0]
        return np.asarray(weights[:, None] * (u - x @ explained), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Design:
    """A drawn sample: one weight a row, and the stages it was drawn in."""

    weights: Floats
    stages: tuple[Stage, ...]
    calibration: Calibration | None = None
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def rows(self) -> int:
        """How many rows the sample has."""
        return len(self.weights)

    @property
    def degrees(self) -> int:
        """Degrees of freedom: first-stage units less first-stage strata."""
        return len(self.stages[0].home) - len(self.stages[0].drawn)

    @property
    def has_clusters(self) -> bool:
        """Whether a first-stage unit holds more than one row."""
        return len(self.stages[0].home) < self.rows

    def weighted(self, weights: Floats, calibration: Calibration | None = None) -> "Design":
        """The same sample with other weights."""
        return replace(self, weights=weights, calibration=calibration or self.calibration)


def make_design(
    rows: int,
    *,
    strata: ArrayLike | None = None,
    clusters: Sequence[ArrayLike] = (),
    populations: Sequence[ArrayLike] = (),
    weights: ArrayLike | None = None,
    lonely: Lonely = Lonely.ADJUST,
) -> Design:
    """The design of `rows` rows.

    `clusters` and `populations` have one array a stage; without clusters each row is a unit of its own.
    `populations` counts the units of the stage in the row's stratum (later: in the row's cluster before).
    Without `weights`, a row weighs the product over stages of population / drawn; without populations 1.
    Raises SurveyError, with the row at fault.
    """
    if rows == 0:
        raise SurveyError("Tệp không có dòng số liệu nào.", "There are no rows of data.")
    if populations and len(populations) != max(1, len(clusters)):
        raise ChoiceError(
            "Mỗi cấp chọn mẫu cần một cột tổng thể (--fpc), theo thứ tự của các --cluster.",
            "Each stage needs one population (--fpc), in the order of its --cluster.",
        )
    stages = _stages(rows, strata, clusters, populations)
    remarks = [*_remarks(strata, clusters), *_lonely_remarks(stages, lonely)]
    if weights is not None:
        return Design(_checked(weights), stages, None, tuple(remarks))
    if not populations:
        remarks.append(
            Remark(
                "Không có quyền số và tổng thể: mọi dòng có quyền số 1, tổng số chỉ là tổng của mẫu.",
                "No weights and no populations: every row weighs 1, totals are those of the sample.",
            )
        )
    return Design(_from_populations(rows, stages), stages, None, tuple(remarks))


def codes(values: ArrayLike) -> tuple[Codes, NDArray[Any]]:
    """Codes 0, 1, … of `values` and the distinct values in their order."""
    distinct, found = np.unique(np.asarray(values), return_inverse=True)
    return found.reshape(-1), distinct


def _stages(
    rows: int, strata: ArrayLike | None, clusters: Sequence[ArrayLike], populations: Sequence[ArrayLike]
) -> tuple[Stage, ...]:
    stratum = codes(strata)[0] if strata is not None else np.zeros(rows, dtype=np.intp)
    carried: Floats = np.ones(int(stratum.max()) + 1)
    stages: list[Stage] = []
    for k in range(max(1, len(clusters))):
        within = codes(clusters[k])[0] if clusters else np.arange(rows, dtype=np.intp)
        stage = _stage(stratum, within, populations[k] if populations else None, carried)
        stages.append(stage)
        stratum, carried = stage.unit, (stage.carried * stage.fraction)[stage.home]
    return tuple(stages)


def _stage(stratum: Codes, within: Codes, population: ArrayLike | None, carried: Floats) -> Stage:
    _, first, unit = np.unique(
        stratum.astype(np.int64) * (int(within.max()) + 1) + within, return_index=True, return_inverse=True
    )
    home = stratum[first]
    drawn = np.bincount(home, minlength=len(carried)).astype(np.float64)
    found = np.full(len(carried), np.inf) if population is None else _population(stratum, population, drawn)
    return Stage(stratum, unit.reshape(-1), home, drawn, found, carried)


def _population(stratum: Codes, population: ArrayLike, drawn: Floats) -> Floats:
    given = np.asarray(population, dtype=np.float64)
    found = np.full(len(drawn), np.nan)
    found[stratum] = given
    for row in np.flatnonzero(given != found[stratum])[:1]:
        raise SurveyError(
            "Tổng thể (--fpc) khác nhau giữa các dòng của cùng một tầng hoặc cụm.",
            "The population (--fpc) differs between rows of one stratum or cluster.",
            row=int(row),
        )
    for row in np.flatnonzero(~(given >= drawn[stratum]))[:1]:
        raise SurveyError(
            f"Tổng thể (--fpc) {given[row]:g} nhỏ hơn số đã chọn ({drawn[stratum[row]]:g}).",
            f"The population (--fpc) {given[row]:g} is smaller than the sample ({drawn[stratum[row]]:g}).",
            row=int(row),
        )
    return found


def _checked(weights: ArrayLike) -> Floats:
    given = np.asarray(weights, dtype=np.float64)
    for row in np.flatnonzero(~(np.isfinite(given) & (given >= 0)))[:1]:
        raise SurveyError("Quyền số phải là số không âm.", "A weight is never negative.", row=int(row))
    if not given.any():
        raise SurveyError("Mọi quyền số đều bằng 0.", "All weights are zero.")
    return given


def _from_populations(rows: int, stages: tuple[Stage, ...]) -> Floats:
    weights = np.ones(rows)
    for stage in stages:
        if np.isfinite(stage.population).all():
            weights = weights / stage.fraction[stage.stratum]
    return weights


def _remarks(strata: ArrayLike | None, clusters: Sequence[ArrayLike]) -> list[Remark]:
    if strata is None or not clusters:
        return []
    stratum, cluster = codes(strata)[0], codes(clusters[0])[0]
    pairs = len(np.unique(stratum.astype(np.int64) * (int(cluster.max()) + 1) + cluster))
    if pairs == int(cluster.max()) + 1:
        return []
    return [
        Remark(
            "Có mã cụm xuất hiện ở nhiều tầng; mỗi tầng được coi là một cụm riêng.",
            "A cluster's code stands in several strata; each is taken for a cluster of its own.",
        )
    ]


def _lonely_remarks(stages: tuple[Stage, ...], lonely: Lonely) -> list[Remark]:
    count = int(sum(stage.is_lonely[stage.carried > 0].sum() for stage in stages))
    if not count:
        return []
    if lonely is Lonely.FAIL:
        raise SurveyError(
            f"{count} tầng hoặc cụm chỉ có một đơn vị được chọn nên không tính được phương sai.",
            f"{count} strata or clusters have one unit drawn of several, which shows no spread.",
        )
    return [
        Remark(
            f"{count} tầng hoặc cụm chỉ có một đơn vị được chọn; phương sai ở đó được tính thiên về an toàn.",
            f"{count} strata or clusters have one unit drawn of several; their part of the variance is taken "
            "from the distance to the overall mean, on the safe side.",
        )
    ]
