"""Drawing: rows or clusters, by strata, with equal probabilities or proportional to size.

Rows of the frame count from 1 in lots, as people count them. Every drawn row knows its inclusion
probability at each stage, so that weights need no guessing later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from motcua.surveys.design import Codes, Floats
from motcua.surveys.problems import ChoiceError
from motcua.surveys.sampling.lots import Lots


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn from: for each row its stratum, and its cluster where clusters are drawn."""

    rows: int
    strata: Codes
    stratum_names: Sequence[str]
    clusters: Codes | None = None
    cluster_names: Sequence[str] = ()
    sizes: Floats | None = None
    """Size measure by cluster; None: clusters are drawn with equal probabilities."""

    def clusters_of(self, rows: Codes) -> Codes:
        """The clusters of `rows`. Raises ChoiceError when the frame has none."""
        if self.clusters is None:
            raise ChoiceError("Danh sách không có cụm.", "The frame has no clusters.")
        return self.clusters[rows]

    def members(self) -> Iterator[tuple[str, Codes]]:
        """Each stratum's name and its rows."""
        order = np.argsort(self.strata, kind="stable")
        bounds = np.searchsorted(self.strata[order], np.arange(len(self.stratum_names) + 1))
        for stratum, name in enumerate(self.stratum_names):
            yield name, order[bounds[stratum] : bounds[stratum + 1]]


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn row (from 0). `reserve` 0: in the sample; else its turn when others of its place are replaced.

    `stratum` and `unit` are those to estimate with: a cluster that was certain to be drawn is a stratum of
    its own, and its rows are the units. Populations are counts, None where probabilities are unequal.
    """

    row: int
    reserve: int
    stratum: str
    unit: str
    chance: float
    population: int | None
    unit2: str = ""
    chance2: float = 1.0
    population2: int | None = None

    @property
    def probability(self) -> float:
        """That this row comes into the sample."""
        return self.chance * self.chance2


@dataclass(frozen=True, slots=True)
class Share:
    """What one stratum gives: units to draw (rows or clusters), rows to take in a cluster, reserve share."""

    n: int
    take: int | None = None
    reserve: float = 0.0


def draw_rows(lots: Lots, name: str, rows: Codes, share: Share, *, systematic: bool = False) -> list[Pick]:
    """A simple random sample of a stratum's rows: those with the smallest lots; or a systematic one, which
    goes through the frame in its order by equal steps from a random start (reserves: the next by lot)."""
    order = rows[lots.shuffled("row", (rows + 1).tolist())]
    if systematic:
        start = lots.number("start", name)
        steps = np.floor((start + np.arange(share.n)) * len(rows) / share.n).astype(np.intp)
        first = rows[np.minimum(steps, len(rows) - 1)]
        order = np.concatenate([first, order[~np.isin(order, first)]])
    chance = share.n / len(rows)
    count = share.n + min(len(rows) - share.n, ceil(share.n * share.reserve))
    return [
        Pick(int(row), max(0, turn - share.n + 1), name, str(row + 1), chance, len(rows))
        for turn, row in enumerate(order[:count])
    ]


def draw_clusters(lots: Lots, frame: Frame, name: str, rows: Codes, share: Share) -> list[Pick]:
    """Clusters of a stratum, with equal probabilities or proportional to size, and rows within each."""
    clusters = frame.clusters_of(rows)
    present = np.unique(clusters)
    keys = [f"{name}|{frame.cluster_names[cluster]}" for cluster in present]
    order = lots.shuffled("cluster", keys)
    if frame.sizes is None:
        chosen, chances = order[: share.n], np.full(len(present), share.n / len(present))
    else:
        chances = pps_chances(share.n, frame.sizes[present])
        chosen = _systematic_pps(lots.number("start", name), order, chances)
    of_cluster = {int(present[c]): rows[clusters == present[c]] for c in chosen}
    picks = []
    for place in chosen:
        cluster = int(present[place])
        whole = (name, frame.cluster_names[cluster], float(chances[place]))
        population = len(present) if frame.sizes is None else None
        picks.extend(_within(lots, whole, population, of_cluster[cluster], share))
    return picks


def pps_chances(n: int, sizes: Floats) -> Floats:
    """Inclusion probabilities proportional to size that sum to `n`; what would exceed 1 is certain."""
    if (sizes <= 0).any() or n > len(sizes):
        raise ChoiceError(
            "Quy mô của mỗi cụm phải dương, và phải có đủ số cụm để chọn.",
            "Each cluster's size is positive, and there are enough clusters.",
        )
    certain = np.zeros(len(sizes), dtype=bool)
    while True:
        left = n - certain.sum()
        chances = np.where(certain, 1.0, left * sizes / sizes[~certain].sum() if left else 0.0)
        more = ~certain & (chances >= 1)
        if not more.any():
            return np.asarray(chances, dtype=np.float64)
        certain |= more


def _systematic_pps(start: float, order: Codes, chances: Floats) -> Codes:
    """Madow's draw on clusters in random order: one for each whole number that the running sum of chances
    passes, counted from `start`; those with chance 1 are always passed over once."""
    certain = order[chances[order] >= 1]
    rest = order[chances[order] < 1]
    reached = np.floor(np.cumsum(chances[rest]) - start + 1e-9)
    before = np.concatenate([[np.floor(-start + 1e-9)], reached[:-1]])
    return np.concatenate([certain, rest[reached > before]])


def _within(
    lots: Lots, whole: tuple[str, str, float], population: int | None, rows: Codes, share: Share
) -> list[Pick]:
    """Rows of one drawn cluster: all, or the `take` with the smallest lots."""
    name, cluster, chance = whole
    take = min(share.take or len(rows), len(rows))
    order = rows[lots.shuffled("row", (rows + 1).tolist())]
    count = take + min(len(rows) - take, ceil(take * share.reserve))
    picks = []
    for turn, row in enumerate(order[:count]):
        own, reserve = str(row + 1), max(0, turn - take + 1)
        if chance >= 1 and population is None:
            place = f"{name}/{cluster}" if name else cluster
            picks.append(Pick(int(row), reserve, place, own, take / len(rows), None))
        else:
            picks.append(
                Pick(int(row), reserve, name, cluster, chance, population, own, take / len(rows), len(rows))
            )
    return picks
