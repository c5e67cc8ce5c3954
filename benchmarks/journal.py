"""The journal: appending against a plain INSERT of one row, verifying against merely reading the rows.

`python -m benchmarks.journal [EVENTS]` runs it alone; EVENTS (default 20,000) are seeded and verified.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from benchmarks._scratch import scratch
from motcua.cli.common import with_database

_PLAIN = """
INSERT INTO plain (id, subject_kind, subject_id, seq, type, actor_id, actor_name, occurred_at, recorded_at,
                   payload)
VALUES (gen_random_uuid(), 'dossier', %s, 1, 'noted', 'u1', 'Lò Thị Mai', now(), now(), %s)
"""
PAYLOAD = {
    "step": "thẩm định",
    "from": "Một cửa huyện",
    "to": "Phòng Tư pháp",
    "fee": 8000,
    "papers": [1, 2, 3],
}


def run(events: int = 20_000) -> list[dict[str, Any]]:
    """The rows of this benchmark, on a database of its own that is removed at the end."""
    with with_database(prepared=False), _journal():
        return [*_appending(500), *_seeding(events), *_verifying(events)]


def _appending(times: int) -> Iterator[dict[str, Any]]:
    from django.db import connection, transaction

    from motcua.journal.actions.record import record
    from motcua.journal.events import SYSTEM, Subject

    def append(number: int) -> None:
        with transaction.atomic():
            subject = Subject("dossier", f"A{number % 50}")
            record(subject=subject, type="noted", actor=SYSTEM, payload=PAYLOAD)

    def insert(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_PLAIN, [f"A{number % 50}", json.dumps(PAYLOAD)])

    took, control = _each(append, times), _each(insert, times)
    yield _row("append one", "events/s", times, took, "plain INSERT of one row", control)


def _seeding(events: int) -> Iterator[dict[str, Any]]:
    from django.db import connection, transaction

    from motcua.journal.actions.record import record_many
    from motcua.journal.events import SYSTEM, Entry, Subject

    entries = [
        Entry(Subject("dossier", f"S{n % (events // 4)}"), "noted", SYSTEM, payload=PAYLOAD)
        for n in range(events)
    ]

    def seed() -> None:
        with transaction.atomic():
            record_many(entries=entries)

    def copy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_PLAIN, [[entry.subject.id, json.dumps(PAYLOAD)] for entry in entries])

    yield _row("append many at once", "events/s", events, _time(seed), "plain executemany", _time(copy))


def _verifying(events: int) -> Iterator[dict[str, Any]]:
    from motcua.journal.actions.checkpoint import checkpoint
    from motcua.journal.parts import _EVENTS
    from motcua.journal.snapshots import own_connection, streamed
    from motcua.journal.verification import verify

    def read(sql: str) -> None:
        with own_connection() as own, own.transaction():
            for _ in streamed(own, sql):
                pass

    chains, reading = events // 4 + 50, "the same rows merely read"
    walk = _time(lambda: read("SELECT * FROM journal_chain ORDER BY subject_kind, subject_id"))
    yield _row("first checkpoint", "chains/s", chains, _time(checkpoint), reading, walk)
    yield _row("next checkpoint, nothing changed", "chains/s", chains, _time(checkpoint), reading, walk)
    reports = []
    took = _time(lambda: reports.append(verify()))
    assert reports[0].is_good
    walk = _time(lambda: read(_EVENTS.format(of_part="true")))
    yield _row("verify", "events/s", reports[0].events, took, reading, walk)


def _row(
    name: str, unit: str, number: int, seconds: float, control: str, control_seconds: float
) -> dict[str, Any]:
    return {
        "name": f"journal: {name}",
        "figure": round(number / seconds, 1),
        "unit": unit,
        "control": f"{control}: {number / control_seconds:.1f} {unit}",
        "ratio": round(seconds / control_seconds, 2),
    }


def _each(act: Callable[[int], None], times: int) -> float:
    return _time(lambda: [act(number) for number in range(times)])


def _time(act: Callable[[], object]) -> float:
    begin = perf_counter()
    act()
    return perf_counter() - begin


@contextmanager
def _journal() -> Iterator[None]:
    """A database with the journal alone."""
    from django.core.management import call_command
    from django.db import connections

    from motcua.server import grants
    from motcua.server.databases import OWNER

    with scratch():
        call_command("migrate", "journal", database=OWNER, verbosity=0)
        with connections[OWNER].cursor() as cursor:
            cursor.execute("CREATE TABLE plain AS SELECT * FROM journal_event")
            cursor.execute("CREATE INDEX ON plain (id)")
        grants.apply(connections[OWNER], application=connections["default"].settings_dict["USER"])
        yield


if __name__ == "__main__":
    for row in run(*map(int, sys.argv[1:])):
        print("{name:42} {figure:12,.1f} {unit:9} ratio {ratio:6.2f}   ({control})".format(**row))
