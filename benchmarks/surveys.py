"""A province's survey: 24 items × 63 units × 36,525 answers with standard errors, beside R's `survey`.

Where R or its package is not installed, the control is numpy's own plain means of the same columns, without
any standard error.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from motcua.surveys import estimates
from motcua.surveys.design import make_design
from motcua.surveys.ranking import rank
from motcua.surveys.variance import Groups

ITEMS, UNITS, ROWS = 24, 63, 36_525
R = """
suppressMessages(library(survey))
d <- read.csv("answers.csv")
begun <- proc.time()[["elapsed"]]
design <- svydesign(ids = ~town, strata = ~unit, weights = ~weight, fpc = ~towns, data = d)
items <- as.formula(paste("~", paste0("q", 1:24, collapse = "+")))
found <- svyby(items, ~unit, design, svymean)
seconds <- proc.time()[["elapsed"]] - begun
cat(seconds, format(sum(as.matrix(SE(found))), digits = 15))
"""


def run() -> list[dict[str, Any]]:
    """Seconds for all means with standard errors by unit and item, and for the units' rank sets."""
    data = _answers()
    taken, errors = _timed(lambda: _ours(data))
    name = f"{ITEMS} items × {UNITS} units × {ROWS:,} answers, with errors"
    rows = [_against_numpy(data, name, taken), *_against_r(data, name, taken, errors)]
    value, se = np.linspace(70, 90, UNITS), np.full(UNITS, 1.5)
    ranked, _ = _timed(lambda: rank(value, se))
    rows.append(_row(f"rank sets of {UNITS} units, 10,000 draws", ranked, "those means", taken))
    return rows


def _answers() -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    unit = np.sort(random.integers(0, UNITS, ROWS))
    town = unit * 100 + random.integers(0, 20, ROWS)
    levels = random.integers(0, 2, (ROWS, ITEMS)).astype(np.float64)
    return {"unit": unit, "town": town, "weight": random.uniform(1, 9, ROWS), "items": levels}


def _ours(data: dict[str, np.ndarray]) -> float:
    design = make_design(
        ROWS,
        strata=data["unit"],
        clusters=[data["town"]],
        weights=data["weight"],
        populations=[np.full(ROWS, 90.0)],
    )
    return float(estimates.mean(design, data["items"], Groups(data["unit"], UNITS)).se.sum())


def _against_numpy(data: dict[str, np.ndarray], name: str, taken: float) -> dict[str, Any]:
    plain, _ = _timed(lambda: [data["items"][data["unit"] == u].mean(axis=0) for u in range(UNITS)])
    return _row(name, taken, "plain means by numpy, no errors", plain)


def _against_r(data: dict[str, np.ndarray], name: str, taken: float, errors: float) -> list[dict[str, Any]]:
    if shutil.which("Rscript") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        columns = [data["unit"], data["town"], data["weight"], np.full(ROWS, 90), *data["items"].T]
        header = ",".join(["unit", "town", "weight", "towns", *[f"q{i + 1}" for i in range(ITEMS)]])
        path = Path(folder) / "answers.csv"
        np.savetxt(path, np.stack(columns, axis=1), delimiter=",", header=header, comments="", fmt="%.15g")
        program = ["Rscript", "-e", R]
        answer = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
    if answer.returncode:
        return []
    seconds, theirs = map(float, answer.stdout.split())
    assert abs(theirs / errors - 1) < 1e-9, "R's standard errors differ"
    return [_row(name, taken, "R's survey::svyby", seconds)]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the best of five runs, and the answer."""
    best, answer = float("inf"), None
    for _ in range(5):
        begun = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - begun)
    return best, answer


def _row(name: str, figure: float, control: str, control_figure: float) -> dict[str, Any]:
    return {
        "name": name,
        "figure": round(figure, 3),
        "unit": "s",
        "control": f"{control} ({control_figure:.3f} s)",
        "ratio": round(figure / control_figure, 4),
    }
