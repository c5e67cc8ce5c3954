"""Officers' pages over a million dossiers in PostgreSQL, against the same pages over ten thousand.

`python -m benchmarks.desk [DOSSIERS ...]` runs it alone, in a quarter of an hour and 5 GB; desk.md has
figures. The pages are asked for through Django's own client with the rights of ordinary officers: the time
is that of one whole request, without the network. At a million 10,000 dossiers are open, at ten thousand
3,000, so that the lists of an officer are full in both.
"""

import itertools
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks._grown import grown
from motcua.cli.common import with_database
from motcua.server import statics, webworkers

TIMES = 40
_WARM = 3  # requests for each page before its time is taken
NOW = "2020-12-31T10:00+07:00"
_LEADER = "chutich.yenchau"
_WANTED = "2.000815"  # certified copies: half of what a district receives
_OFFICERS = """
FROM accounts_roleholding r JOIN accounts_position p ON p.id = r.position_id
JOIN accounts_officer o ON o.id = p.officer_id JOIN accounts_user a ON a.id = o.user_id
JOIN orgs_unit u ON u.id = r.unit_id
"""
_SPECIALIST = f"""
SELECT u.code, a.username, count(*) {_OFFICERS} JOIN dossiers_step s ON s.owner_id = o.id AND s.unit_id = u.id
JOIN dossiers_dossier d ON d.id = s.dossier_id
WHERE r.role = 'specialist' AND s.ended_at IS NULL AND d.state = 'processing'
GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 1
"""
_COUNTER = f"""
SELECT u.code, a.username, count(*) {_OFFICERS} JOIN dossiers_dossier d ON d.received_by_unit_id = u.id
WHERE r.role = 'counter_officer' AND d.state = 'ready' GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 1
"""
_OPEN_HERE = """
SELECT d.code FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id
JOIN orgs_unit u ON u.id = s.unit_id WHERE u.code = %s AND s.ended_at IS NULL ORDER BY md5(d.code) LIMIT 100
"""
_TOLD = "SELECT subject_id::uuid FROM journal_chain WHERE subject_kind = 'dossier'"
_PEOPLE = """
SELECT a.name, a.phone, a.id_number FROM dossiers_dossier d JOIN dossiers_applicant a ON a.id = d.applicant_id
JOIN orgs_unit u ON u.id = d.received_by_unit_id WHERE u.code = %s LIMIT 100
"""
_NEXT = re.compile(r'href="([^"]+)" rel="next"')
_VALUE = {name: re.compile(rf'name="{name}" value="([^"]*)"') for name in ("key", "version")}
_FILTERS = ("when=late", f"procedure={_WANTED}", "field=Hộ tịch", "when=free", "role=process", "role=approve")


@dataclass(frozen=True)
class Taken:
    """What one request took, in milliseconds: by the clock, and of processors, the database's too; bytes."""

    wall: float
    work: float
    size: int


Page = Callable[[int], Any]


def run(dossiers: tuple[int, ...] = (10_000, 1_000_000)) -> list[dict[str, Any]]:
    """The rows of this benchmark, on databases of its own that are removed at the end."""
    found = []
    with with_database(prepared=False):
        statics.collect()
        for many in dossiers:
            with grown(many, max(many // 100, 3_000)):
                found.append(measured())
    return list(rows(found[0], found[-1]))


def rows(few: Mapping[str, list[Taken]], many: Mapping[str, list[Taken]]) -> Iterator[dict[str, Any]]:
    """p95 of each page over `many` dossiers, by the clock, against that over `few`."""
    for name, taken in many.items():
        p95, before = _p95(t.wall for t in taken), _p95(t.wall for t in few[name])
        yield {
            "name": f"{name}, p95",
            "figure": round(p95, 1),
            "unit": "ms",
            "control": f"over few: {before:.1f} ms",
            "ratio": round(p95 / before, 2),
            "median": round(statistics.median(t.wall for t in taken), 1),
            "work": round(_p95(t.work for t in taken), 1),
            "work_over_few": round(_p95(t.work for t in few[name]), 1),
            "kilobytes": round(max(t.size for t in taken) / 1000, 1),
        }


def _p95(values: Iterator[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def measured(times: int = TIMES) -> dict[str, list[Taken]]:
    """What each request for each page took, on the database that is there."""
    from motcua.journal.actions.record import on_set_clock

    now = datetime.fromisoformat(NOW)
    with patch("django.utils.timezone.now", lambda: now), on_set_clock():
        pages = _pages(now)
        for ask, n in itertools.product(pages.values(), range(_WARM)):
            _taken(ask, n)
        webworkers.settle()
        return {name: [_taken(ask, n) for n in range(_WARM, _WARM + times)] for name, ask in pages.items()}


def _taken(ask: Page, n: int) -> Taken:
    work, wall = _work(), time.perf_counter()
    answer = ask(n)
    wall = (time.perf_counter() - wall) * 1000
    if answer.status_code not in (200, 302):
        raise AssertionError(f"{answer.status_code}: {answer.request['PATH_INFO']}")
    return Taken(wall, (_work() - work) * 1000, len(answer.content))


def _work() -> float:
    """Seconds of processors that this process and its database session have used; Linux tells the latter."""
    from django.db import connection

    backend = (
        Path(f"/proc/{connection.connection.info.backend_pid}/schedstat") if connection.connection else None
    )
    used = int(backend.read_text().split()[0]) / 1e9 if backend and backend.exists() else 0.0
    return time.process_time() + used


def _pages(now: datetime) -> dict[str, Page]:
    """What each page is asked with, for the nth time; each time other words, dossiers and people."""
    from django.db import connection

    def found(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    ((unit, officer, _),) = found(_SPECIALIST)
    ((place, counter, _),) = found(_COUNTER)
    specialist, receiver, leader = _client(officer), _client(counter), _client(_LEADER)
    open_, over = [row[0] for row in found(_OPEN_HERE, unit)], _finished(officer, now)
    people = found(_PEOPLE, place)
    names = [" ".join(name.split()[::2]) for name, _, _ in people]
    following = unescape(_NEXT.search(specialist.get("/desk/?tab=unit").content.decode())[1])
    register = f"/registers/{place}/2020"
    return {
        "worklist": lambda n: specialist.get("/desk/?tab=unit"),
        "worklist, own": lambda n: specialist.get("/desk/?tab=mine"),
        "worklist, next page": lambda n: specialist.get(f"/desk/{following}"),
        "worklist, filter": lambda n: specialist.get(f"/desk/?tab=unit&{_FILTERS[n % len(_FILTERS)]}"),
        "worklist, search by name": lambda n: specialist.get("/desk/", {"tab": "unit", "q": names[n]}),
        "list of a whole district, search by name": lambda n: leader.get(
            "/desk/", {"tab": "all", "q": names[n]}
        ),
        "figures of a whole district": lambda n: leader.get("/desk/workload"),
        "dossier, open": lambda n: specialist.get(f"/desk/dossiers/{open_[n % len(open_)]}"),
        "dossier, finished": lambda n: specialist.get(f"/desk/dossiers/{over[n % len(over)]}"),
        "counter": lambda n: receiver.get("/counter/"),
        "results to be fetched, search by name": lambda n: receiver.get("/counter/return", {"q": names[n]}),
        "applicant by phone": lambda n: receiver.post(
            "/counter/receive/applicant", {"procedure": _WANTED, "scan": people[n][1]}
        ),
        "register": lambda n: receiver.get(register),
        "register, from a number": lambda n: receiver.get(register, {"number": 400 + n}),
        "register, month": lambda n: receiver.get(register, {"month": 1 + n % 12}),
        "register, field": lambda n: receiver.get(register, {"field": "Hộ tịch", "month": 1 + n % 12}),
        "reception, choice of a procedure": lambda n: receiver.get("/counter/receive"),
        "reception": _reception(receiver, people),
    }


def _finished(username: str, now: datetime) -> list[str]:
    """Codes of finished dossiers with a journal that the officer may see."""
    from django.db.models.expressions import RawSQL

    from motcua.accounts.models import User
    from motcua.dossiers.queries import visible_to

    rows = visible_to(User.objects.get(username=username), now)
    rows = rows.filter(closed_at__isnull=False, pk__in=RawSQL(_TOLD, [])).order_by()
    return list(rows.values_list("code", flat=True)[:TIMES])


def _reception(receiver: Any, people: list[tuple[str, str, str]]) -> Page:
    """A request for certified copies, sent from a form that was opened before the time is taken."""
    forms = [
        receiver.get(f"/counter/receive?procedure={_WANTED}").content.decode() for _ in range(_WARM + TIMES)
    ]

    def send(n: int) -> Any:
        name, phone, number = people[n]
        typed = {"name": name, "phone": phone, "id_number": number, "paper_1_originals": "1", "do": "receive"}
        hidden = {field: _VALUE[field].search(forms[n])[1] for field in _VALUE}
        return receiver.post("/counter/receive", {**hidden, "procedure": _WANTED, **typed})

    return send


def _client(username: str) -> Any:
    from django.test import Client

    from motcua.accounts.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    return client


if __name__ == "__main__":
    print(json.dumps(run(tuple(map(int, sys.argv[1:])) or (10_000, 1_000_000)), ensure_ascii=False, indent=2))
