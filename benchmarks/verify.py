"""`motcua verify` in its two processes over a year of events and their rows, against reading the events.

`python -m benchmarks.verify [EVENTS]` runs it alone, over copies of a replayed sample; 700,000 by default.
"""

import json
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from benchmarks._copies import SAMPLE, copied
from motcua.cli.common import with_database

_PER_DOSSIER = 5.5  # events of the strained sample


def run(events: int = 700_000) -> list[dict[str, Any]]:
    """The rows of this benchmark, on a database of its own that is removed at the end."""
    copies = max(1, round(events / SAMPLE / _PER_DOSSIER))
    with with_database(prepared=False), copied(copies, events=True):
        return [_measured()]


def _measured() -> dict[str, Any]:
    from motcua.integrity.verification import verify
    from motcua.journal.actions.checkpoint import checkpoint
    from motcua.journal.parts import _EVENTS
    from motcua.journal.snapshots import own_connection, streamed

    def read() -> None:
        with own_connection() as own, own.transaction():
            for _ in streamed(own, _EVENTS.format(of_part="true")):
                pass

    checkpoint()
    reports = []
    control, took = _time(read), _time(lambda: reports.append(verify(on_both_cores=True)))
    (report,) = reports
    assert report.is_good
    return {
        "name": f"verify {report.journal.events:,} events, {report.tables.rows:,} rows",
        "figure": round(took, 1),
        "unit": "s",
        "control": f"the events merely read: {control:.1f} s",
        "ratio": round(took / control, 2),
    }


def _time(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:2])), ensure_ascii=False, indent=2))
