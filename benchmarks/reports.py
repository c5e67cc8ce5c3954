"""Form II.06a over a year of dossiers and the lists behind it, against merely counting the same rows.

`python -m benchmarks.reports [DOSSIERS]` runs it alone, over copies of a replayed sample; 100,244 by default.
"""

import json
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from benchmarks._copies import SAMPLE, copied
from motcua.cli.common import with_database
from motcua.lib.times import parse_time

_CONTROL = """
SELECT v.field, d.received_by_unit_id, count(*) FROM dossiers_dossier d
JOIN catalogue_procedureversion v ON v.id = d.procedure_version_id GROUP BY 1, 2
"""


def run(dossiers: int = 100_244) -> list[dict[str, Any]]:
    """The rows of this benchmark, on a database of its own that is removed at the end."""
    copies = -(-dossiers // SAMPLE)
    with with_database(prepared=False), copied(copies, events=False):
        return list(_measured(copies * SAMPLE))


def _measured(dossiers: int) -> Iterator[dict[str, Any]]:
    from django.db import connection

    from motcua.orgs import queries as orgs
    from motcua.reports import documents
    from motcua.reports.facts import Period
    from motcua.reports.form06a import Convention
    from motcua.reports.queries import Scope

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_CONTROL)
            cursor.fetchall()

    start, end = parse_time("2020-01-01"), parse_time("2021-01-01")
    scope = Scope(Period(start, end, end), orgs.unit("yen-chau"))
    control = _best(count)
    works: dict[str, Callable[[], object]] = {
        "form II.06a": lambda: documents.form(scope, Convention.B),
        "summary": lambda: documents.summary(scope),
        "list of column 12": lambda: documents.dossiers_behind(scope, "c12", Convention.B),
        "list of column 8": lambda: documents.dossiers_behind(scope, "c8", Convention.B),
    }
    for name, work in works.items():
        took = _best(work)
        yield {
            "name": f"{name} over {dossiers:,} dossiers",
            "figure": round(took * 1000, 1),
            "unit": "ms",
            "control": f"counting the same rows by field and unit: {control * 1000:.1f} ms",
            "ratio": round(took / control, 2),
        }


def _best(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        begun = perf_counter()
        work()
        best = min(best, perf_counter() - begun)
    return best


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:2])), ensure_ascii=False, indent=2))
