"""How fast the catalogue's search answers, against one bare query by code in the same run.

Over whatever the database holds; meaningful once the national catalogue is imported (2,262 procedures).
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

_TEXTS = {
    "every word held": ["khai sinh", "Đăng ký lại khai sinh", "đất đai", "cấp", "hộ kinh doanh"],
    "abbreviations": ["gpxd", "cccd", "qsdđ", "dkkd"],
    "slips of the hand": ["khai sihn", "giay phep xay dugn", "chung thuc bna sao"],
    "empty": [""],
}
_TIMES = 20


def run() -> list[dict[str, Any]]:
    """Rows of name, figure (median milliseconds), unit, control and ratio."""
    from motcua.cli.common import with_database

    on = datetime.now(UTC).date()
    with with_database():
        from motcua.catalogue.models import Procedure
        from motcua.catalogue.search import facets, search

        count = Procedure.objects.count()
        control = _median([lambda: Procedure.objects.filter(code="1.001193").first()])
        found = [
            _row(f"search, {kind}", _median([lambda t=t: search(t, on=on) for t in texts]), control, count)
            for kind, texts in _TEXTS.items()
        ]
        counted = _median([lambda t=t: facets(t, on=on) for texts in _TEXTS.values() for t in texts])
    return [*found, _row("facets", counted, control, count)]


def _median(questions: list[Callable[[], object]]) -> float:
    """Milliseconds of one question; each is asked once before, so that plans and caches stand."""
    taken = []
    for question in questions:
        question()
        for _ in range(_TIMES):
            begun = time.perf_counter()
            question()
            taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _row(name: str, milliseconds: float, control: float, count: int) -> dict[str, Any]:
    return {
        "name": f"{name} ({count} procedures)",
        "figure": round(milliseconds, 2),
        "unit": "ms",
        "control": f"one row by code: {control:.2f} ms",
        "ratio": round(milliseconds / control, 1),
    }
