"""Form II.06a over a year of dossiers, against merely counting the same rows by field.

`python -m benchmarks.reports [DOSSIERS]` runs it alone; 100,244 dossiers by default, rolled back at the end.
The rows are written by two statements, not by acts: what is measured is reading them.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from motcua.cli.common import with_database
from motcua.lib.times import parse_time

_DOSSIERS = """
INSERT INTO dossiers_dossier (id, version, code, secret, state, procedure_version_id, "case", channel,
    summary, sets, applicant_id, received_by_unit_id, agency_id, on_the_spot, received_at,
    received_recorded_at, closed_at, closed_recorded_at, outcome, "limit", mode, original_due_at,
    lawful_due_at, promised_at)
SELECT gen_random_uuid(), 0, 'B-' || n, '', CASE WHEN ready THEN 'ready' ELSE 'processing' END,
    (%(versions)s::uuid[])[1 + n %% array_length(%(versions)s::uuid[], 1)], '', 'direct', '', 1,
    %(applicant)s, (%(units)s::uuid[])[1 + n %% array_length(%(units)s::uuid[], 1)],
    (%(units)s::uuid[])[1], false, at, at,
    CASE WHEN ready THEN at + interval '2 days' END, CASE WHEN ready THEN at + interval '2 days' END,
    CASE WHEN ready THEN 'ready' ELSE '' END, '5 wd', 'end_of_day',
    at + interval '7 days', at + interval '7 days', at + interval '7 days'
FROM (SELECT n, n %% 300 > 0 AS ready,
             timestamptz '2020-01-01 08:00+07' + n * interval '31557600 seconds' / %(count)s AS at
      FROM generate_series(1, %(count)s) n) s
"""
_DUE_DATES = """
INSERT INTO dossiers_duedate (id, dossier_id, seq, ground, due_at, article, document, occurred_at,
    recorded_at)
SELECT gen_random_uuid(), id, seq, CASE WHEN seq = 0 THEN 'original' ELSE 'pause' END, original_due_at,
    '', '', received_at, received_at
FROM dossiers_dossier, generate_series(0, 1) seq WHERE seq = 0 OR code LIKE '%7'
"""
_CONTROL = """
SELECT v.field, d.received_by_unit_id, count(*) FROM dossiers_dossier d
JOIN catalogue_procedureversion v ON v.id = d.procedure_version_id GROUP BY 1, 2
"""


def run(dossiers: int = 100_244) -> list[dict[str, Any]]:
    """Rows of name, figure, unit, control and ratio; what is written is rolled back."""
    with with_database(), _seeded(dossiers):
        return list(_measured(dossiers))


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


@contextmanager
def _seeded(dossiers: int) -> Iterator[None]:
    from django.db import connection, transaction

    from motcua.catalogue.models import ProcedureVersion
    from motcua.dossiers.models import Applicant
    from motcua.orgs import queries as orgs
    from motcua.orgs.models import UnitKind

    with transaction.atomic(), connection.cursor() as cursor:
        applicant = Applicant(name="Lò Thị Mai")
        applicant.save()
        day = parse_time("2020-06-01").date()
        units = orgs.subtree("yen-chau", day).filter(kind__in=UnitKind.receiving())
        values = {
            "count": dossiers,
            "applicant": applicant.pk,
            "versions": list(ProcedureVersion.objects.order_by("pk").values_list("pk", flat=True)[:200]),
            "units": [unit.pk for unit in units],
        }
        cursor.execute(_DOSSIERS, values)
        cursor.execute(_DUE_DATES)
        cursor.execute("ANALYZE dossiers_dossier, dossiers_duedate")
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:2])), ensure_ascii=False, indent=2))
