"""What a due date costs, beside adding a timedelta to a datetime; and a batch, beside reading its JSON."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.documents import calendar_from
from motcua.worktime.explain import explain
from motcua.worktime.limits import Mode, parse_limit
from motcua.worktime.vietnam import default_calendar

RECEIVED = datetime(2025, 6, 2, 16, 12, tzinfo=LOCAL)
LIMITS = ["30 min", "4 h", "same_day", "3 wd", "1.5 wd", "30 wd", "300 wd", "2000 h", "15 d", "2 mo"]
USUAL = ["07:30-11:30", "13:00-17:00"]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), USUAL)
LINES = 20_000
PROGRAM = "from motcua.cli.main import main; main(prog_name='motcua')"


def run() -> list[dict[str, Any]]:
    """Rows for single calls in microseconds (best of several runs), and for batches in seconds."""
    return [*_single(), *_batches()]


def _single() -> list[dict[str, Any]]:
    calendar, day = default_calendar(), timedelta(days=3)
    control = _best(lambda: RECEIVED + day)
    against = f"datetime + timedelta ({control:.2f} µs)"
    rows = []
    for text in LIMITS:
        limit = parse_limit(text)
        taken = _best(lambda limit=limit: calc.due(calendar, RECEIVED, limit, Mode.SAME_CLOCK))
        rows.append(_row(f"due, {text}", taken, "µs", against, control))
    later = RECEIVED + timedelta(days=400)
    rows.append(
        _row(
            "measure, 400 days",
            _best(lambda: calc.measure(calendar, RECEIVED, later)),
            "µs",
            against,
            control,
        )
    )
    found = calc.due(calendar, RECEIVED, parse_limit("30 wd"))
    rows.append(_row("explain, 30 wd", _best(lambda: explain(found), 50), "µs", against, control))
    document = {"sessions": WEEK, "off": [d.on.isoformat() for d in _days_off()]}
    limit = parse_limit("10 wd")
    cold = _best(lambda: calc.due(calendar_from(document), RECEIVED, limit), 50)
    rows.append(_row(f"calendar with {len(document['off'])} days off and due", cold, "µs", against, control))
    return rows


def _days_off() -> list[Any]:
    from motcua.worktime.vietnam import shipped

    return [day for day in shipped().days if not day.is_worked]


def _batches() -> list[dict[str, Any]]:
    rows = []
    for name, calendar in [("the default calendar", None), ("a calendar of its own on each line", _calendar)]:
        lines = _lines(calendar)
        begun = time.perf_counter()
        for line in lines.splitlines():
            json.dumps(json.loads(line))
        control = time.perf_counter() - begun
        begun = time.perf_counter()
        command = [sys.executable, "-c", PROGRAM, "due", "--batch"]
        answers = subprocess.run(command, input=lines, capture_output=True, check=True).stdout
        taken = time.perf_counter() - begun
        assert answers.count(b"due_at") == LINES
        rows.append(
            _row(
                f"batch of {LINES:,}, {name}",
                taken,
                "s",
                f"reading and writing its JSON ({control:.2f} s)",
                control,
            )
        )
    return rows


def _lines(calendar: Callable[[Random], dict[str, Any]] | None) -> bytes:
    random, lines = Random(1), []
    for _ in range(LINES):
        received = datetime(2025, 1, 1, tzinfo=LOCAL) + timedelta(minutes=random.randrange(500_000))
        question = {"op": "add", "received": received.isoformat(), "limit": random.choice(LIMITS)}
        if calendar:
            question["calendar"] = calendar(random)
        lines.append(json.dumps(question))
    return "\n".join(lines).encode()


def _calendar(random: Random) -> dict[str, Any]:
    off = [(date(2025, 1, 1) + timedelta(days=random.randrange(600))).isoformat() for _ in range(20)]
    return {"sessions": WEEK, "off": off, "makeup": {"2025-04-26": USUAL}}


def _best(question: Callable[[], object], times: int = 500) -> float:
    """Microseconds of processor time of one call: the best of twenty runs, since other work only adds."""
    runs = []
    for _ in range(20):
        begun = time.process_time()
        for _ in range(times):
            question()
        runs.append((time.process_time() - begun) / times * 1_000_000)
    return min(runs)


def _row(name: str, figure: float, unit: str, control: str, control_figure: float) -> dict[str, Any]:
    return {
        "name": name,
        "figure": round(figure, 2),
        "unit": unit,
        "control": control,
        "ratio": round(figure / control_figure, 1),
    }
