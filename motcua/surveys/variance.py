"""Variances of weighted sums under a design, by Taylor linearisation over the stages of drawing.

For every stratum h of every stage: (product of earlier fractions) · (1 − f_h) · n_h / (n_h − 1) ·
Σ (sum of a unit − mean of the stratum's units)², added up (Särndal, Swensson & Wretman 1992, 4.3).
"""

from dataclasses import dataclass

import numpy as np

from motcua.surveys.design import Codes, Design, Floats, Stage


@dataclass(frozen=True, slots=True)
class Groups:
    """A partition of rows into domains: `code` from 0 to `count` − 1; −1 is in none."""

    code: Codes
    count: int

    @classmethod
    def one(cls, rows: int) -> "Groups":
        """All rows in one group."""
        return cls(np.zeros(rows, dtype=np.intp), 1)

    def sums(self, values: Floats) -> Floats:
        """Sums of `values` (rows × columns) by group: groups × columns."""
        member = self.code >= 0
        if member.all():
            return sums_by(self.code, values, self.count)
        return sums_by(self.code[member], values[member], self.count)


def sums_by(code: Codes, values: Floats, count: int) -> Floats:
    """Column sums of `values` (rows × columns) by `code`: count × columns."""
    found = np.empty((count, values.shape[1]))
    for column in range(values.shape[1]):
        found[:, column] = np.bincount(code, weights=values[:, column], minlength=count)
    return found


def variances(design: Design, z: Floats, groups: Groups | None = None) -> Floats:
    """Estimated variances of the sums of `z` (rows × statistics) over each group: groups × statistics.

    `z` has its weights in it. Rows outside a group count as zero: the variance is over the full design.
    """
    groups = groups or Groups.one(design.rows)
    if design.calibration is None:
        return _plain(design, z, groups)
    found = np.empty((groups.count, z.shape[1]))
    for group in range(groups.count):
        inside = np.where((groups.code == group)[:, None], z, 0.0)
        left = design.calibration.residuals(inside, design.weights)
        found[group] = _plain(design, left, Groups.one(design.rows))[0]
    return found


def covariance(design: Design, z: Floats) -> Floats:
    """Estimated covariances between the sums of the columns of `z`: statistics × statistics."""
    if design.calibration is not None:
        z = design.calibration.residuals(z, design.weights)
    found = np.zeros((z.shape[1], z.shape[1]))
    for stage in design.stages:
        total = sums_by(stage.unit, z, len(stage.home))
        centre = sums_by(stage.home, total, len(stage.drawn)) / stage.drawn[:, None]
        centre[stage.is_lonely] = 0.0
        apart = (total - centre[stage.home]) * np.sqrt(_scale(stage))[stage.home][:, None]
        found += apart.T @ apart
    return found


def _plain(design: Design, z: Floats, groups: Groups) -> Floats:
    found = np.zeros((groups.count, z.shape[1]))
    member = groups.code >= 0
    if not member.all():
        z, groups = z[member], Groups(groups.code[member], groups.count)
    for stage in design.stages:
        if stage.carried.any():
            found += _of_stage(stage, stage.unit[member], z, groups)
    return found


def _of_stage(stage: Stage, unit: Codes, z: Floats, groups: Groups) -> Floats:
    """The stage's part. Only pairs of unit and group that occur are held; absent ones are zeros."""
    pairs, where = _pairs(unit, groups.code, groups.count)
    total = sums_by(where, z, len(pairs))
    home, group = stage.home[pairs // groups.count], pairs % groups.count
    cells, cell = _pairs(home, group, groups.count)
    stratum = cells // groups.count
    drawn = stage.drawn[stratum][:, None]
    centre = sums_by(cell, total, len(cells)) / drawn
    centre[stage.is_lonely[stratum]] = 0.0
    absent = drawn - np.bincount(cell, minlength=len(cells))[:, None]
    squares = sums_by(cell, (total - centre[cell]) ** 2, len(cells)) + absent * centre**2
    return sums_by(cells % groups.count, squares * _scale(stage)[stratum][:, None], groups.count)


def _pairs(first: Codes, second: Codes, count: int) -> tuple[Codes, Codes]:
    """The pairs that occur, as first · count + second, and for each row which one it is."""
    key = first.astype(np.intp) * count + second
    size = int(key.max()) + 1 if len(key) else 0
    if size > 8 * len(key):
        pairs, where = np.unique(key, return_inverse=True)
        return pairs, where.reshape(-1)
    occurs = np.zeros(size, dtype=bool)
    occurs[key] = True
    pairs = np.flatnonzero(occurs)
    place = np.empty(size, dtype=np.intp)
    place[pairs] = np.arange(len(pairs))
    return pairs, place[key]


def _scale(stage: Stage) -> Floats:
    rest = np.where(stage.drawn > 1, stage.drawn / np.maximum(stage.drawn - 1, 1), 1.0)
    return np.asarray(stage.carried * (1 - stage.fraction) * rest, dtype=np.float64)
