"""How fast the national catalogue is read and landed, against parsing the same JSON and one bulk insert."""

import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from motcua.catalogue.national import file


def run() -> list[dict[str, Any]]:
    """Rows of name, figure, unit, control and ratio; what is written is rolled back."""
    from motcua.cli.common import with_database

    lines = file.lines_of(file.SHIPPED)
    packed = file.SHIPPED.read_bytes()
    plain = _seconds(lambda: [json.loads(line) for line in gzip.decompress(packed).splitlines()])
    parsed = _seconds(lambda: file.read_catalogue(lines))
    with with_database():
        inserted = _rolled_back(lambda: _bulk_insert(lines))
        landed, again = _land_twice(lines)
    return [
        _row("national catalogue: read and taken apart", parsed, len(lines), "json.loads", plain),
        _row("national catalogue: landed", landed, len(lines), "json.loads and one insert", inserted),
        _row("national catalogue: landed again", again, len(lines), "json.loads and one insert", inserted),
    ]


def _row(name: str, seconds: float, records: int, control: str, control_seconds: float) -> dict[str, Any]:
    return {
        "name": name,
        "figure": round(records / seconds, 1),
        "unit": "records/s",
        "control": f"{control}: {records / control_seconds:.1f} records/s",
        "ratio": round(seconds / control_seconds, 2),
    }


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _rolled_back(work: Callable[[], object]) -> float:
    from django.db import transaction

    with transaction.atomic():
        seconds = _seconds(work)
        transaction.set_rollback(True)
    return seconds


def _bulk_insert(lines: list[bytes]) -> None:
    from django.db import connection

    rows = [json.loads(line) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE plain (code text PRIMARY KEY, record jsonb) ON COMMIT DROP")
        cursor.execute(
            "INSERT INTO plain SELECT * FROM unnest(%s::text[], %s::jsonb[])",
            [[row["ma_thu_tuc"] for row in rows], [json.dumps(row) for row in rows]],
        )


def _land_twice(lines: list[bytes]) -> tuple[float, float]:
    """Seconds of an import from the file's lines into a catalogue without them, and of the same once more."""
    from django.db import transaction

    # Codes of their own, so that a catalogue which has the records already is no help.
    lines = [line.replace(b'"ma_thu_tuc": "', b'"ma_thu_tuc": "B', 1) for line in lines]
    with transaction.atomic():
        seconds = _seconds(lambda: _import(lines)), _seconds(lambda: _import(lines))
        transaction.set_rollback(True)
    return seconds


def _import(lines: list[bytes]) -> None:
    from motcua.catalogue.actions.import_national import import_national
    from motcua.journal.events import SYSTEM

    reading = file.read_catalogue(lines)
    report = import_national(reading=reading, start=file.IN_EFFECT_FROM, actor=SYSTEM, at=datetime.now(UTC))
    if report.landed != len(lines) or report.refused:
        raise RuntimeError(f"{report.landed} of {len(lines)} records landed")
