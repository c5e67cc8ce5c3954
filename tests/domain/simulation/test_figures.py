"""Figures of a replayed year: what the command prints, lists as long as figures, identities, past times."""

import json
import subprocess
import sys

import pytest

from motcua.reports import counts, form06a
from motcua.reports.form06a import Convention
from motcua.simulation.shares import PUBLISHED, Fate, shared_out

pytestmark = pytest.mark.timeout(600)  # the first test waits for the replay

YEAR = ("--from", "2020-01-01", "--to", "2021-01-01", "--unit", "yen-chau", "--as-of", "2021-01-01")
DOSSIERS = {"calm": 30, "strained": 40}

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


def counted(installation) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, json.dumps(YEAR)],
        env=installation.environment(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=DOSSIERS)
def year(request, copied):
    """A replayed year in small, with its figures."""
    installation = copied()
    installation.scenario = request.param
    installation.parameters = ("--dossiers", str(DOSSIERS[request.param]), "--scenario", request.param)
    installation.replayed(*installation.parameters)
    installation.found = counted(installation)
    return installation


@pytest.mark.parametrize("convention", Convention)
def test_the_list_behind_every_cell_is_as_long_as_its_figure(year, convention):
    form, listed = year.found["form"][convention], year.found["listed"][convention]
    assert len(form["rows"]) >= 10
    for row in form["rows"]:
        for name in form06a.COLUMNS:
            behind = [code for *of, code in listed[name] if of == [row["field"], row["unit"]]]
            assert len(behind) == row[name], (row["field"], row["unit"], name)
        for name in form06a.MEMO:
            behind = [code for *of, code in listed[name] if of == [row["field"], row["unit"]]]
            assert len(behind) == row["memo"][name], (row["field"], row["unit"], name)
    for name in form06a.COLUMNS:
        assert len(listed[name]) == form["total"][name] == sum(row[name] for row in form["rows"])


@pytest.mark.parametrize("convention", Convention)
def test_identities_hold_in_every_row(year, convention):
    form = year.found["form"][convention]
    for row in [*form["rows"], form["total"]]:
        beside = sum(row["memo"].values()) if convention is Convention.B else 0
        assert row["c3"] == row["c4"] + row["c5"] + row["c6"]
        assert row["c7"] == row["c8"] + row["c9"] + row["c10"]
        assert row["c11"] == row["c12"] + row["c13"]
        assert row["c3"] == row["c7"] + row["c11"] + beside


def test_identities_hold_for_the_counts_and_the_sentence(year):
    whole, summary = year.found["whole"]["B"], year.found["summary"]
    for name, (left, right) in counts.balance(whole).items():
        assert left == right, name
    assert whole["received"] == sum(whole[f"received_{way}"] for way in ("online", "direct", "post"))
    assert summary == {name: whole[name] for name in counts.SENTENCE}
    assert list(summary) == [
        "brought",
        "solved_in_time",
        "not_yet_due",
        "refused_or_supplement",
        "overdue",
        "no_due_date",
    ]


def test_what_the_scenarios_end_in(year):
    whole, summary = year.found["whole"]["B"], year.found["summary"]
    if year.scenario == "strained":
        assert {name for name, figure in whole.items() if figure == 0} == set()
        return
    shares = shared_out(DOSSIERS["calm"], PUBLISHED)
    assert summary == {
        "brought": DOSSIERS["calm"],
        "solved_in_time": shares[Fate.SOLVED],
        "not_yet_due": shares[Fate.STILL_AT_WORK],
        "refused_or_supplement": shares[Fate.REFUSED],
        "overdue": 0,
        "no_due_date": 0,
    }


def test_a_past_time_stays_what_it_was_when_the_replay_goes_on(year):
    further = year.replayed(*year.parameters, "--until", "2021-02-15")
    if year.scenario == "strained":
        assert further["acts_of_this_run"] > 0
    assert counted(year) == year.found
