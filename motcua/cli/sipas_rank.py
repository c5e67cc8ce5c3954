"""What `motcua sipas rank` answers: each unit's rank, and the ranks that it may truly have."""

from pathlib import Path
from typing import Any

from motcua.surveys import ranking, tables
from motcua.surveys.problems import SurveyError


def answer(
    file: Path, *, estimate: str, se: str, label: str, level: float, seed: int
) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """A row for each unit, best first; and the bands of units that can't be told apart."""
    table = tables.read(file)
    labels = [str(name) for name in table.texts(label)]
    values, errors = table.numbers(estimate, missing=False), table.numbers(se, missing=False)
    try:
        ranks = ranking.rank(values, errors, level=level, seed=seed)
    except SurveyError as error:
        raise table.at(error) from error
    rows = [
        {
            "label": name,
            "rank": int(ranks.rank[unit]),
            "marginal": ranks.marginal[unit].tolist(),
            "simultaneous": ranks.simultaneous[unit].tolist(),
            "method": ranking.METHOD,
        }
        for unit, name in enumerate(labels)
    ]
    rows.sort(key=lambda row: int(row["rank"]))
    return rows, [[labels[unit] for unit in band] for band in ranking.bands(ranks)]


def as_text(rows: list[dict[str, Any]], bands: list[list[str]], level: float) -> str:
    """Ranks for people: the range that holds for all units together, then the bands."""
    width = max(len("label"), *(len(row["label"]) for row in rows))
    lines = [f"{'rank':>4}  {'label':<{width}}  {'marginal':>9}  {'simultaneous':>12}"]
    for row in rows:
        marginal, together = (f"{low}–{high}" for low, high in (row["marginal"], row["simultaneous"]))
        lines.append(f"{row['rank']:>4}  {row['label']:<{width}}  {marginal:>9}  {together:>12}")
    tied = [f"  = {', '.join(band)}" for band in bands if len(band) > 1]
    return "\n".join([*lines, *([f"Cannot be told apart at {level:.0%}:", *tied] if tied else [])])
