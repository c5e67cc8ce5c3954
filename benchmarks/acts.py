"""What an officer's act costs in CPU, application and database together, against its own SQL sent by hand.

`python -m benchmarks.acts [DOSSIERS]` runs it alone: so many dossiers (default 150) go their way by the real
acts, each act a transaction of its own, without what a replay remembers. Then a copy of the database gets
the same statements with the same values through the bare driver. The target is 8 ms an act, 12 the line.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks._scratch import create, drop, scratch
from motcua.cli.common import with_database

MEASURED = ("receive", "complete_step")
_WARM = 10  # the first of each act prepare their statements


class Statement(NamedTuple):
    """What was sent: by a prepared statement or as text."""

    sql: str
    values: Any
    prepared: bool


class Done(NamedTuple):
    """One act: its name, its statements, the CPU milliseconds of application and database."""

    act: str
    statements: list[Statement]
    application: float
    database: float


def run(dossiers: int = 150) -> list[dict[str, Any]]:
    """The rows of this benchmark, on two databases of its own that are removed at the end."""
    with with_database(prepared=False), scratch(), _twin(_equipped(dossiers)) as (parameters, twin):
        done = list(_played(parameters))
        by_hand = list(_by_hand(twin, done))
    return [row for name in MEASURED for row in _rows(name, done, by_hand)]


def _rows(name: str, done: list[Done], by_hand: list[Done]) -> Iterator[dict[str, Any]]:
    act, hand = _mean(name, done), _mean(name, by_hand)
    yield {
        "name": f"{name}: {act[0]:.1f} ms application, {act[1]:.1f} ms database",
        "figure": round(sum(act), 1),
        "unit": "ms",
        "control": f"its SQL by hand: {hand[0]:.1f} ms application, {hand[1]:.1f} ms database",
        "ratio": round(sum(act) / sum(hand), 2),
    }


def _mean(name: str, done: list[Done]) -> tuple[float, float]:
    found = [one for one in done if one.act == name][_WARM:]
    return sum(x.application for x in found) / len(found), sum(x.database for x in found) / len(found)


def _equipped(dossiers: int) -> Any:
    from motcua.cli import prepare
    from motcua.journal.events import SYSTEM
    from motcua.simulation import replaying
    from motcua.simulation.equipping import equip
    from motcua.simulation.scenario import Parameters
    from motcua.simulation.shares import Scenario

    parameters = Parameters(2020, dossiers, 2020, Scenario.CALM)
    prepare.prepare()
    replaying.begin(parameters, parameters.year_ends)
    equip(parameters, actor=SYSTEM)
    return parameters


@contextmanager
def _twin(parameters: Any) -> Iterator[tuple[Any, str]]:
    """The name of a copy of the scratch database."""
    from django.db import connections

    from motcua.server.databases import OWNER

    name = connections[OWNER].settings_dict["NAME"]
    connections.close_all()
    drop(f"{name}_twin")
    create(f"{name}_twin", template=name)
    try:
        yield parameters, f"{name}_twin"
    finally:
        drop(f"{name}_twin")


class _Meter:
    """CPU time of this process and of the database's process behind a connection, on one machine."""

    def __init__(self, pid: int) -> None:
        self.file = Path(f"/proc/{pid}/schedstat").open(encoding="ascii")  # noqa: SIM115 read all the time

    def read(self) -> tuple[float, float]:
        """Milliseconds so far: application, database."""
        self.file.seek(0)
        return time.process_time_ns() / 1e6, int(self.file.read().split()[0]) / 1e6


def _played(parameters: Any) -> Iterator[Done]:
    """Every deed of the year through the acts that officers call."""
    from django.db import connection

    from motcua.journal.actions.record import on_set_clock
    from motcua.server.prepared import Cursor
    from motcua.simulation import player, replaying
    from motcua.simulation.staff import Staff

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        meter = _Meter(cursor.fetchone()[0])
    told: list[Statement] = []
    costs: dict[str, tuple[float, float]] = {}

    def listen(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            told.append(Statement(sql, values, isinstance(context["cursor"].cursor, Cursor)))
        return execute(sql, values, many, context)

    def metered(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def measured(**arguments: Any) -> Any:
            told.clear()
            before = meter.read()
            result = act(**arguments)
            after = meter.read()
            costs[name] = after[0] - before[0], after[1] - before[1]
            return result

        return measured

    for name in MEASURED:
        setattr(player, name, metered(name, getattr(player, name)))
    district, lanes = replaying.prepared(parameters)
    visits = sorted((visit for lane in lanes for visit in lane), key=lambda visit: (visit.at, visit.index))
    actors = player.Player(Staff(parameters.year_begins), parameters.seed, {})
    with on_set_clock(), connection.execute_wrapper(listen):
        for due in replaying.in_order(visits, parameters, district, parameters.year_ends):
            told.clear()
            costs.clear()
            actors.play(due.who, due.deed)
            name, cost = next(iter(costs.items()), (due.deed.kind.value, (0.0, 0.0)))
            yield Done(name, list(told), *cost)


def _by_hand(twin: str, done: list[Done]) -> Iterator[Done]:
    """The same statements in the same transactions through the driver alone."""
    import psycopg
    from django.db import connection

    from motcua.server.prepared import native

    address = {**connection.get_connection_params(), "dbname": twin}
    with psycopg.connect(**address) as own:
        meter = _Meter(own.info.backend_pid)
        own.commit()
        text, prepared = psycopg.ClientCursor(own), psycopg.RawCursor(own)
        for one in done:
            ready = [
                (prepared, *native(s.sql, s.values)) if s.prepared else (text, s.sql, s.values)
                for s in one.statements
            ]
            before = meter.read()
            for cursor, sql, values in ready:
                cursor.execute(sql, values)
            own.commit()
            after = meter.read()
            yield Done(one.act, [], after[0] - before[0], after[1] - before[1])


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:2])), ensure_ascii=False, indent=2))
