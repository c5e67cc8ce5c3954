"""From a frame in a table and a plan to a drawn sample and the public record of the draw."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from motcua.surveys.design import Codes, Floats, codes
from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.sampling.allocation import Allocation, allocate
from motcua.surveys.sampling.draws import Frame, Pick, Share, draw_clusters, draw_rows
from motcua.surveys.sampling.lots import Lots
from motcua.surveys.tables import Table

ADDED = (
    "sample_stratum",
    "stage1_unit",
    "stage1_probability",
    "stage1_population",
    "stage2_unit",
    "stage2_probability",
    "stage2_population",
    "inclusion_probability",
    "weight",
    "reserve",
)
"""Columns that a sample has beside those of its frame."""


WHOLE = "all"
"""The only stratum of a frame without strata."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn; columns by their names in the frame.

    `n` counts rows of the sample; with clusters taken whole (no `take`) it counts clusters. `reserve` is a
    share of the sample, e.g. 0.15.
    """

    n: int
    seed: str
    strata: str | None = None
    allocation: Allocation = Allocation.PROPORTIONAL
    spread: str | None = None
    cluster: str | None = None
    pps: str | None = None
    take: int | None = None
    systematic: bool = False
    reserve: float = 0.0

    def units(self) -> int:
        """First-stage units to draw. Raises ChoiceError when the options contradict each other."""
        if self.n < 1 or (self.take is not None and self.take < 1) or not 0 <= self.reserve <= 10:
            raise ChoiceError("--n và --take phải dương.", "--n and --take are positive.")
        if self.cluster is None and (self.pps or self.take):
            raise ChoiceError("--pps và --take cần --cluster.", "--pps and --take need --cluster.")
        if self.cluster is not None and self.systematic:
            raise ChoiceError(
                "--systematic không đi với --cluster.", "--systematic is for rows, not clusters."
            )
        if self.take is None:
            return self.n
        if self.n % self.take:
            raise ChoiceError(
                f"--n {self.n} không chia hết cho --take {self.take}: mỗi cụm lấy {self.take} dòng.",
                f"--n {self.n} is no multiple of --take {self.take}, the rows taken in each cluster.",
            )
        return self.n // self.take


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn sample: its picks (the sample in the frame's order, then reserves), and the record."""

    picks: tuple[Pick, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    record: dict[str, Any]


def draw(table: Table, plan: Plan) -> Sample:
    """The sample that `plan` draws from the frame in `table`; the same again for the same seed and file."""
    taken = [name for name in ADDED if name in table.header]
    if taken:
        raise ChoiceError(
            f"Danh sách đã có cột {', '.join(taken)}; hãy đổi tên.",
            f"Rename these columns: {', '.join(taken)}.",
        )
    units = plan.units()
    frame, reading = _frame(table, plan)
    lots = Lots(plan.seed, table.sha256)
    members = list(frame.members())
    counts = allocate(units, _room(frame, members), plan.allocation, _deviations(table, plan, members))
    picks: list[Pick] = []
    for (name, rows), n in zip(members, counts, strict=True):
        share = Share(n, plan.take, plan.reserve)
        if frame.clusters is not None:
            picks.extend(draw_clusters(lots, frame, name, rows, share))
        else:
            picks.extend(draw_rows(lots, name, rows, share, systematic=plan.systematic))
    picks.sort(key=lambda pick: (pick.reserve > 0, pick.row if pick.reserve == 0 else pick.reserve, pick.row))
    rows_out = tuple(table.rows[pick.row] + _added(pick) for pick in picks)
    return Sample(
        tuple(picks),
        table.header + ADDED,
        rows_out,
        _record(table, plan, frame, members, counts, picks, reading),
    )


def _frame(table: Table, plan: Plan) -> tuple[Frame, str]:
    count = len(table.rows)
    strata, names = codes(table.texts(plan.strata)) if plan.strata else (np.zeros(count, np.intp), [WHOLE])
    stratum_names = [str(name) for name in names]
    if plan.cluster is None:
        return Frame(count, strata, stratum_names), ""
    cluster, cluster_names = codes(table.texts(plan.cluster))
    if plan.strata:
        # A cluster that lies in two strata is a cluster in each.
        keys = [f"{stratum_names[s]}|{cluster_names[c]}" for s, c in zip(strata, cluster, strict=True)]
        cluster, where = codes(keys)
        cluster_names = np.asarray([str(key).partition("|")[2] for key in where])
    sizes, reading = _sizes(table, plan.pps, cluster) if plan.pps else (None, "")
    return Frame(count, strata, stratum_names, cluster, [str(c) for c in cluster_names], sizes), reading


def _sizes(table: Table, column: str, cluster: Codes) -> tuple[Floats, str]:
    """Size by cluster: the column's value when all rows of each cluster have the same one (and clusters
    differ), else the sum over its rows."""
    values = table.numbers(column, missing=False)
    for row in np.flatnonzero(values < 0)[:1]:
        raise table.at(SurveyError("Quy mô không âm.", "A size is never negative.", row=int(row)))
    first = np.zeros(int(cluster.max()) + 1)
    first[cluster] = values
    if (values == first[cluster]).all() and len(np.unique(values)) > 1 and len(first) < len(values):
        return first, f"{column} as given for each cluster"
    return np.bincount(cluster, weights=values).astype(
        np.float64
    ), f"{column} summed over the rows of a cluster"


def _room(frame: Frame, members: list[tuple[str, Codes]]) -> list[int]:
    if frame.clusters is None:
        return [len(rows) for _, rows in members]
    return [len(np.unique(frame.clusters_of(rows))) for _, rows in members]


def _deviations(table: Table, plan: Plan, members: list[tuple[str, Codes]]) -> list[float] | None:
    if plan.spread is None or plan.allocation is not Allocation.NEYMAN:
        return None
    values = table.numbers(plan.spread)
    return [float(np.nanstd(values[rows])) for _, rows in members]


def _added(pick: Pick) -> tuple[str, ...]:
    main = pick.reserve == 0
    return (
        pick.stratum,
        pick.unit,
        repr(pick.chance) if main else "",
        str(pick.population or ""),
        pick.unit2,
        repr(pick.chance2) if main and pick.unit2 else "",
        str(pick.population2 or ""),
        repr(pick.probability) if main else "",
        repr(1 / pick.probability) if main else "",
        str(pick.reserve),
    )


def _record(
    table: Table,
    plan: Plan,
    frame: Frame,
    members: list[tuple[str, Codes]],
    counts: list[int],
    picks: list[Pick],
    reading: str,
) -> dict[str, Any]:
    main = Counter(frame.stratum_names[frame.strata[p.row]] for p in picks if p.reserve == 0)
    spare = Counter(frame.stratum_names[frame.strata[p.row]] for p in picks if p.reserve)
    room = _room(frame, members)
    return {
        "frame": {"file": table.name, "sha256": table.sha256, "rows": len(table.rows)},
        "seed": plan.seed,
        "plan": {
            "n": plan.n,
            "strata": plan.strata,
            "allocation": plan.allocation.value if plan.strata else None,
            "spread": plan.spread,
            "cluster": plan.cluster,
            "pps": plan.pps,
            "size": reading or None,
            "take": plan.take,
            "systematic": plan.systematic,
            "reserve": plan.reserve,
        },
        "lot": 'first 53 bits of SHA-256("seed|frame sha256|purpose|key") as a fraction',
        "method": _method(plan),
        "strata": [
            {
                "stratum": name,
                "units": units,
                "units_drawn": n,
                "rows": len(rows),
                "sampled": main[name],
                "reserve": spare[name],
            }
            for (name, rows), units, n in zip(members, room, counts, strict=True)
        ],
        "estimate_with": _options(plan),
    }


def _method(plan: Plan) -> str:
    rows = 'rows by their lots (purpose "row", key: number of the row from 1)'
    if plan.cluster is None:
        step = 'every (rows / n)-th row from the lot (purpose "start", key: stratum)'
        return step if plan.systematic else f"In each stratum the n smallest: {rows}."
    inside = f"In each cluster {plan.take} smallest: {rows}." if plan.take else "All rows of a cluster."
    if plan.pps is None:
        return f'Clusters with the smallest lots (purpose "cluster", key: stratum|cluster). {inside}'
    return (
        'Clusters in the order of their lots (purpose "cluster", key: stratum|cluster); one for each whole '
        'number that the running sum of their chances passes, counted from the lot (purpose "start", key: '
        f"stratum); a cluster whose chance would exceed 1 is certain. {inside}"
    )


def _options(plan: Plan) -> str:
    """How the sample is to be estimated: options of `motcua sipas estimate`."""
    if plan.cluster is None:
        return "--strata sample_stratum --weight weight --fpc stage1_population"
    if plan.pps:
        return "--strata sample_stratum --cluster stage1_unit --weight weight"
    stages = ("stage1", "stage2") if plan.take else ("stage1",)
    clusters = " ".join(f"--cluster {stage}_unit --fpc {stage}_population" for stage in stages)
    return f"--strata sample_stratum {clusters} --weight weight"
