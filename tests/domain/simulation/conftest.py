"""Databases of their own, because a replay commits: one is prepared, the others are copies of it."""

import json
import os
import subprocess
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.lib.times import LOCAL

# Ctrl-C is heard as in a terminal, also where tests run in the background.
_PROGRAM = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from motcua.cli.main import main; main()",
]
_BEGUN = """
from motcua.cli.common import with_database
with with_database():
    pass
"""
_numbers = count(1)
YEAR_ENDS = datetime(2021, 1, 1, tzinfo=LOCAL)

# The published sentence (statistics.md 2), apart from the program's own counts; seen at the year's turn.
_SENTENCE = """
WITH seen AS (
    SELECT d.*, closed_recorded_at < %(t)s AS closed,
           EXISTS (SELECT 1 FROM dossiers_pause p WHERE p.dossier_id = d.id AND p.kind = 'supplement'
                   AND p.started_at < %(t)s AND (p.ended_at IS NULL OR p.ended_at >= %(t)s)) AS asked,
           (SELECT due_at FROM dossiers_duedate u WHERE u.dossier_id = d.id AND u.recorded_at < %(t)s
            AND u.ground <> 'apology' ORDER BY u.seq DESC LIMIT 1) AS lawful
    FROM dossiers_dossier d WHERE received_at < %(t)s OR turned_away_at < %(t)s
), told AS (
    SELECT CASE
        WHEN received_at IS NULL THEN 'refused_or_supplement'
        WHEN closed AND outcome <> 'ready' THEN 'refused_or_supplement'
        WHEN lawful IS NULL THEN 'no_due_date'
        WHEN closed AND closed_at::date <= lawful::date THEN 'solved_in_time'
        WHEN closed THEN 'overdue'
        WHEN asked THEN 'refused_or_supplement'
        WHEN lawful < %(t)s THEN 'overdue'
        ELSE 'not_yet_due' END AS part
    FROM seen
) SELECT part, count(*) FROM told GROUP BY part
"""


YEAR = ("--from", "2020-01-01", "--to", "2021-01-01", "--unit", "yen-chau", "--as-of", "2021-01-01")

# In one process: every figure of every row, how long its list is, and the total's by the command itself.
_COUNT = """
import json, sys
from collections import Counter
from click.testing import CliRunner
from motcua.cli.common import with_database
from motcua.cli.main import main

YEAR = json.loads(sys.argv[1])

def run(*arguments):
    done = CliRunner().invoke(main, ["report", *arguments, *YEAR, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)

with with_database():
    from motcua.reports import documents, form06a
    found = {"summary": run("summary"), "form": {}, "listed": {}, "whole": {}}
    for convention in ("A", "B"):
        chosen = ("--convention", convention)
        found["form"][convention] = run("II.06a", *chosen)
        lists = {name: run("II.06a", *chosen, "--list", name) for name in documents.FIGURES}
        found["listed"][convention] = {
            name: sorted([d["field"], d["unit"], d["code"]] for d in behind["dossiers"])
            for name, behind in lists.items()
        }
        found["whole"][convention] = {name: behind["count"] for name, behind in lists.items()}
json.dump(found, sys.stdout)
"""


def counted(installation: "Installation") -> dict:
    """By the command, seen at the year's end: the summary, the form by both conventions, every list."""
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, json.dumps(YEAR)],
        env=installation.environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _address(url: str, name: str) -> str:
    return make_conninfo(url, dbname=name)


class Installation:
    """A database with the command that works on it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.checkpoints = folder / f"{name}.jsonl"
        self.url = _address(os.environ["DATABASE_URL"], name)
        self.owner_url = _address(os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"]), name)

    def environment(self) -> dict[str, str]:
        named = {
            "DATABASE_URL": self.url,
            "DATABASE_OWNER_URL": self.owner_url,
            "MOTCUA_CHECKPOINTS": str(self.checkpoints),
            "MOTCUA_JOURNAL_KEY": str(self.checkpoints.with_name("key")),
        }
        return {**os.environ, **named, "DJANGO_SETTINGS_MODULE": "config.settings.test", "PGTZ": "UTC"}

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [*_PROGRAM, *arguments],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*_PROGRAM, *arguments],
            env={**self.environment(), **more},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def replayed(self, *arguments: str) -> dict:
        """The result of a replay that is to succeed."""
        done = self.run("replay", "--year", "2020", "--format", "json", *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def rows(self, sql: str, **values: object) -> list[tuple]:
        with psycopg.connect(self.owner_url) as connection:
            connection.execute("SET TIME ZONE 'Asia/Ho_Chi_Minh'")
            return connection.execute(sql, values or None).fetchall()

    def sentence(self) -> dict[str, int]:
        return dict(self.rows(_SENTENCE, t=YEAR_ENDS))


def _server(sql: str) -> None:
    url = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    name = conninfo_to_dict(url)["dbname"]
    with psycopg.connect(_address(url, str(name)), autocommit=True) as connection:
        connection.execute(sql)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """What `motcua` makes of an empty database: units, calendars, packs; not begun."""
    folder = tmp_path_factory.mktemp("checkpoints")
    found = Installation(f"replay_{os.getpid()}", folder)
    _server(f'CREATE DATABASE "{found.name}"')
    done = subprocess.run(
        [sys.executable, "-c", _BEGUN],
        env=found.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    yield found
    _server(f'DROP DATABASE "{found.name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def copied(prepared):
    """A function that gives a prepared installation that nobody else uses."""
    made = []

    def copy() -> Installation:
        found = Installation(f"{prepared.name}_{next(_numbers)}", prepared.checkpoints.parent)
        _server(f'CREATE DATABASE "{found.name}" TEMPLATE "{prepared.name}"')
        made.append(found)
        return found

    yield copy
    for found in made:
        _server(f'DROP DATABASE "{found.name}" WITH (FORCE)')
