"""Made-up samples of many designs, and R's `survey` as an oracle for them."""

import csv
import json
import shutil
import subprocess
from pathlib import Path
from random import Random

import numpy as np

from motcua.surveys import estimates
from motcua.surveys.design import Lonely, make_design
from motcua.surveys.tables import parse

KINDS = ("simple", "strata", "clusters", "strata-clusters", "two-stage", "strata-two-stage", "lonely")
SCRIPT = Path(__file__).parent / "oracle.R"
KNOWN = Path(__file__).parents[2] / "fixtures" / "surveys" / "r-survey.json"


def sample(kind, seed):
    """A sample as CSV bytes: stratum, town, house, fpc1, fpc2, weight, score, cost, field."""
    random, rows = Random(f"{kind}{seed}"), []
    for stratum in "abc" if "strata" in kind or kind == "lonely" else "a":
        towns = random.randint(3, 7) if "two" in kind or "clusters" in kind else random.randint(15, 25)
        if kind == "lonely" and stratum == "b":
            towns = 1
        fpc1 = towns + random.randint(1, 20)
        for town in range(towns):
            houses = random.randint(2, 8) if "two" in kind or "clusters" in kind else 1
            fpc2 = houses + random.randint(0, 30)
            level = random.gauss(60, 10)
            for house in range(houses):
                rows.append(_row(random, stratum, town, house, fpc1, fpc2, level))
    return _csv(rows)


def _row(random, stratum, town, house, fpc1, fpc2, level):
    score = "" if random.random() < 0.1 else round(random.gauss(level, 5), 3)
    return {
        "stratum": stratum,
        "town": f"{stratum}{town}",
        "house": f"{stratum}{town}-{house}",
        "fpc1": fpc1,
        "fpc2": fpc2,
        "weight": round(random.uniform(1, 9), 2),
        "score": score,
        "cost": round(random.uniform(1, 50), 2),
        "field": random.choice("xyz"),
    }


def _csv(rows):
    lines = [",".join(rows[0]), *[",".join(map(str, row.values())) for row in rows]]
    return ("\n".join(lines) + "\n").encode()


def ours(kind, source):
    """[value, standard error] of: mean, total, ratio, each field's mean; as the oracle answers them."""
    table = parse(source, name=kind)
    design = make_design(len(table.rows), **columns(kind, table), lonely=Lonely.ADJUST)
    score, cost = table.numbers("score"), table.numbers("cost")
    groups, _ = table.groups("field")
    found = [
        estimates.mean(design, score),
        estimates.total(design, cost),
        estimates.ratio(design, score, cost),
        estimates.mean(design, score, groups),
    ]
    pairs = np.concatenate([np.stack([e.value[:, 0], e.se[:, 0]], axis=1) for e in found])
    return pairs.tolist(), design.degrees


def columns(kind, table):
    """The arguments of `make_design` for a sample of this kind."""
    two = "two" in kind
    clusters = [] if kind in ("simple", "strata", "lonely") else ["town", "house"] if two else ["town"]
    weights = table.numbers("weight") if kind in ("clusters", "strata") else None
    return {
        "strata": table.texts("stratum") if "strata" in kind or kind == "lonely" else None,
        "clusters": [table.texts(name) for name in clusters],
        "populations": [table.numbers(name) for name in (["fpc1", "fpc2"] if two else ["fpc1"])],
        "weights": weights,
    }


def oracle_is_here():
    """Whether R and its package `survey` are installed (Debian: r-cran-survey)."""
    if shutil.which("Rscript") is None:
        return False
    return (
        subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True, check=False).returncode == 0
    )


def oracle(kind, source, folder):
    """What R answers: [value, standard error] as `ours` has them, and the degrees of freedom."""
    file = folder / f"{kind}.csv"
    file.write_bytes(source)
    command = ["Rscript", str(SCRIPT), kind, str(file)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    *pairs, (degrees, _) = [[float(c) for c in row] for row in csv.reader(answer.replace(" ", "").split())]
    return pairs, int(degrees)


def known():
    """R's answers for fixed seeds, kept with the tests: kind -> seed -> [pairs, degrees]."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))
