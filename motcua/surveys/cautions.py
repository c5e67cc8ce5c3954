"""When an interval should not be trusted: few or very unequal clusters.

With few clusters, or when a few of them hold most of the weight, intervals cover less often than they say
(Carter, Schnepel & Steigerwald 2017 on the effective number of clusters).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from motcua.surveys.design import Design, Floats
from motcua.surveys.problems import Remark
from motcua.surveys.variance import Groups

FEW = 30
"""First-stage units of a group below which a remark is made."""
UNEQUAL = 0.7
"""Effective over actual number of clusters below which a remark is made."""


def cautions(design: Design, groups: Groups | None = None, names: Sequence[str] = ()) -> list[Remark]:
    """What weakens intervals of this design, for each group by its name; empty when nothing does."""
    by = groups or Groups.one(design.rows)
    found = list(design.remarks)
    if design.degrees < 1:
        found.append(
            Remark(
                "Chỉ có một đơn vị ở cấp đầu trong mỗi tầng: không tính được khoảng tin cậy.",
                "There is one first-stage unit in each stratum: no interval can be computed.",
            )
        )
    for group, sizes in enumerate(_sizes(design, by)):
        found.extend(_of_group(design, sizes, names[group] if names else ""))
    return found


def _of_group(design: Design, sizes: Floats, name: str) -> Iterator[Remark]:
    count = len(sizes)
    effective = float(sizes.sum() ** 2 / (sizes**2).sum()) if sizes.any() else 0.0
    vi, en = (f"{name}: ", f"{name}: ") if name else ("", "")
    if count < FEW:
        kind_vi, kind_en = ("cụm", "clusters") if design.has_clusters else ("phiếu", "rows")
        yield Remark(
            f"{vi}chỉ có {count} {kind_vi}; khoảng tin cậy có thể hẹp hơn thực tế.",
            f"{en}only {count} {kind_en}; the interval may be narrower than it should be.",
        )
    if design.has_clusters and effective < UNEQUAL * count:
        yield Remark(
            f"{vi}các cụm rất không đều: {count} cụm chỉ có giá trị như {effective:.1f} cụm bằng nhau; "
            "khoảng tin cậy có thể hẹp hơn thực tế.",
            f"{en}clusters are very unequal: {count} of them say as much as {effective:.1f} equal ones; the "
            "interval may be narrower than it should be.",
        )


def _sizes(design: Design, groups: Groups) -> Iterator[Floats]:
    """For each group, the weight of its rows in each first-stage unit that it touches."""
    unit = design.stages[0].unit
    for group in range(groups.count):
        inside = groups.code == group
        weight: Floats = np.bincount(unit[inside], weights=design.weights[inside]).astype(np.float64)
        yield weight[np.bincount(unit[inside]) > 0]
