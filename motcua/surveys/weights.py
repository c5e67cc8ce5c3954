"""Weights after the draw: for those who did not answer, and so that known totals are met.

Every function returns new weights or a new design and changes nothing. A calibrated design remembers its
auxiliaries, so that later variances know that their totals no longer vary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys.design import Calibration, Codes, Design, Floats, codes
from motcua.surveys.problems import ChoiceError, SurveyError

ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Margin:
    """A partition of the population whose counts are known: each row's class, and the count of each class."""

    name: str
    values: ArrayLike
    totals: Mapping[Any, float]


@dataclass(frozen=True, slots=True)
class Trim:
    """How far a weight may go from what it was: between `low` and `high` times, 0 < low ≤ 1 ≤ high."""

    low: float
    high: float


def for_non_response(weights: ArrayLike, answered: ArrayLike, classes: ArrayLike) -> Floats:
    """Weights of those who answered, so that they also stand for those of their class who did not (weight 0).

    Raises SurveyError when nobody of a class answered: such a class must be joined to another.
    """
    given, took_part = np.asarray(weights, dtype=np.float64), np.asarray(answered, dtype=bool)
    code, names = codes(classes)
    drawn = np.bincount(code, weights=given)
    reached = np.bincount(code, weights=given * took_part)
    for silent in np.flatnonzero(reached == 0):
        raise SurveyError(
            f"Không ai trong nhóm “{names[silent]}” trả lời; hãy gộp nhóm này với nhóm khác.",
            f"Nobody of class {names[silent]} answered; join it to another class.",
        )
    return np.asarray(given * took_part * (drawn / reached)[code], dtype=np.float64)


def raked(
    design: Design, margins: Sequence[Margin], *, trim: Trim | None = None, tolerance: float = 1e-9
) -> Design:
    """The design with weights that meet every margin to `tolerance` (relative); one margin: post-stratified.

    Iterative proportional fitting (Deming & Stephan 1940). With `trim`, weights are cut after each round and
    fitted again; raises SurveyError when no weights within the bounds meet the margins.
    """
    members = [_members(margin, design.rows) for margin in margins]
    weights, start = design.weights.copy(), design.weights
    for _ in range(ROUNDS):
        for code, wanted in members:
            weights *= (wanted / np.bincount(code, weights=weights))[code]
        if trim is not None:
            weights = np.clip(weights, trim.low * start, trim.high * start)
        if all(_met(code, wanted, weights, tolerance) for code, wanted in members):
            return design.weighted(weights, _calibration(members, start))
    raise SurveyError(
        "Không có bộ quyền số nào đạt mọi tổng đã biết trong giới hạn cho phép.",
        "No weights within the bounds meet all known totals.",
    )


def calibrated(design: Design, auxiliaries: ArrayLike, totals: ArrayLike) -> Design:
    """Linear (GREG) calibration: weights nearest to the old ones whose sums of `auxiliaries` (rows × columns)
    are `totals` (Deville & Särndal 1992). Weights can become negative; then SurveyError."""
    x, wanted = np.asarray(auxiliaries, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    d = design.weights
    gap = wanted - d @ x
    factors = np.linalg.lstsq(x.T @ (d[:, None] * x), gap, rcond=1e-12)[0]
    weights = d * (1 + x @ factors)
    if not np.allclose(weights @ x, wanted, rtol=1e-8) or (weights < 0).any():
        raise SurveyError(
            "Không hiệu chỉnh được: các tổng mâu thuẫn nhau hoặc buộc quyền số âm.",
            "These totals contradict each other or force negative weights.",
        )
    return design.weighted(np.asarray(weights, dtype=np.float64), Calibration(x, d))


def effective_size(weights: ArrayLike) -> float:
    """How many equally weighted rows say as much (Kish 1965): (Σw)² / Σw²."""
    given = np.asarray(weights, dtype=np.float64)
    return float(given.sum() ** 2 / (given**2).sum())


def _members(margin: Margin, rows: int) -> tuple[Codes, Floats]:
    code, names = codes(margin.values)
    if len(code) != rows:
        raise ChoiceError(f"{margin.name}: thiếu dòng.", f"{margin.name}: one value a row is needed.")
    asked, known = {str(name) for name in names}, {str(name): t for name, t in margin.totals.items()}
    if asked != set(known):
        apart = ", ".join(sorted(asked ^ set(known)))
        raise SurveyError(
            f"{margin.name}: các lớp của mẫu và của tổng đã biết không khớp: {apart}.",
            f"{margin.name}: classes of the sample and of the known totals differ: {apart}.",
        )
    return code, np.asarray([known[str(name)] for name in names], dtype=np.float64)


def _met(code: Codes, wanted: Floats, weights: Floats, tolerance: float) -> bool:
    found = np.bincount(code, weights=weights)
    return bool((np.abs(found - wanted) <= tolerance * np.abs(wanted)).all())


def _calibration(members: Sequence[tuple[Codes, Floats]], weights: Floats) -> Calibration:
    dummies: list[NDArray[np.float64]] = [np.eye(len(wanted))[code] for code, wanted in members]
    return Calibration(np.concatenate(dummies, axis=1), weights)
