"""A district's year in small: the published shares, killed and gone on with, refused where it must be."""

import os
import signal
import time

import psycopg
import pytest

from motcua.reports import counts, form06a
from motcua.reports.form06a import Convention
from motcua.simulation.shares import PUBLISHED, Fate, Scenario, fates, shared_out
from tests.domain.simulation.conftest import counted

# The first test of a year waits for its replay, on any machine.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

CALM = ("--dossiers", "150")
STRAINED = ("--dossiers", "55", "--scenario", "strained")
_SHARES = shared_out(150, PUBLISHED)
_CALM_SENTENCE = {
    "solved_in_time": _SHARES[Fate.SOLVED],
    "not_yet_due": _SHARES[Fate.STILL_AT_WORK],
    "refused_or_supplement": _SHARES[Fate.REFUSED],
}


@pytest.fixture(scope="module")
def calm(copied):
    """The calm year of 150 dossiers, interrupted and killed on its way and gone on with."""
    installation = copied()
    installation.interrupted = _ended_on_the_way(installation, signal.SIGINT, 60)
    at_rest = _deeds(installation)
    _ended_on_the_way(installation, signal.SIGKILL, at_rest + 120)
    assert 60 <= at_rest < _deeds(installation) < 700, "the signals came too early or too late"
    installation.result = installation.replayed(*CALM)
    installation.found = counted(installation)
    return installation


@pytest.fixture(scope="module")
def strained(copied):
    """A strained year in small."""
    installation = copied()
    installation.result = installation.replayed(*STRAINED)
    installation.found = counted(installation)
    return installation


@pytest.fixture(params=["calm", "strained"])
def year(request):
    """Each of them."""
    return request.getfixturevalue(request.param)


def _ended_on_the_way(installation, how: signal.Signals, deeds: int) -> tuple[int, str]:
    """Send the signal once so many deeds are committed; exit code and what was said."""
    process = installation.start("replay", "--year", "2020", *CALM)
    until = time.monotonic() + 400
    while time.monotonic() < until and process.poll() is None and _deeds(installation) < deeds:
        time.sleep(0.1)
    os.kill(process.pid, how)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def _deeds(installation) -> int:
    try:
        return int(installation.rows("SELECT coalesce(sum(deeds), 0) FROM simulation_lane")[0][0])
    except psycopg.errors.UndefinedTable:
        return 0


def test_ctrl_c_ends_in_order_and_says_how_to_go_on(calm):
    code, said = calm.interrupted
    assert code == 1
    assert "The same command goes on from here." in said
    assert "Traceback" not in said


def test_what_was_played_is_signed(calm):
    signed = calm.rows("SELECT count(*), max(events) FROM journal_checkpoint")
    assert signed == [(1, calm.rows("SELECT count(*) FROM journal_event")[0][0])]
    verified = calm.run("journal", "verify", "--format", "json")
    assert verified.returncode == 0, verified.stdout


def test_a_stopped_replay_goes_on_without_a_dossier_lost_or_doubled(calm):
    assert calm.result["dossiers"] == 150
    assert calm.result["acts_of_this_run"] < calm.result["events"] - 150
    assert calm.rows("SELECT count(*), count(DISTINCT dossier_id) FROM simulation_played") == [(150, 150)]
    again = calm.replayed(*CALM)
    assert (again["acts_of_this_run"], again["events"]) == (0, calm.result["events"])


def test_the_calm_year_ends_in_the_published_shares(calm):
    assert calm.sentence() == {part: count for part, count in _CALM_SENTENCE.items() if count}
    assert calm.result["summary"] == {"brought": 150, **_CALM_SENTENCE, "overdue": 0, "no_due_date": 0}
    assert calm.found["summary"] == calm.result["summary"]


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


def test_other_parameters_on_the_same_data_are_refused(calm):
    for other in (["--dossiers", "151"], [*CALM, "--seed", "7"], [*CALM, "--scenario", "strained"]):
        refused = calm.run("replay", "--year", "2020", *other)
        assert refused.returncode == 2
        assert "--dossiers 150 --seed 2020 --scenario calm" in refused.stderr
    assert calm.run("replay", "--year", "2020", *CALM, "--until", "2020-06-01").returncode == 2


def test_a_later_end_goes_on_and_leaves_the_year_as_it_was_seen(calm):
    result = calm.replayed(*CALM, "--until", "2021-02-15")
    assert result["acts_of_this_run"] > 0
    assert result["summary"] == calm.result["summary"]
    open_ones = "SELECT count(*) FROM dossiers_dossier WHERE received_at IS NOT NULL AND closed_at IS NULL"
    assert calm.rows(open_ones) == [(0,)]
    assert calm.sentence() == {part: count for part, count in _CALM_SENTENCE.items() if count}
    assert counted(calm) == calm.found


def test_everything_is_recorded_when_it_happens(calm):
    apart = "SELECT count(*) FROM journal_event WHERE subject_kind = 'dossier' AND recorded_at <> occurred_at"
    assert calm.rows(apart) == [(0,)]
    kind = (
        "SELECT payload->>'kind' FROM journal_event WHERE subject_kind = 'installation' ORDER BY seq LIMIT 1"
    )
    assert calm.rows(kind) == [("demonstration",)]


def test_who_was_guided_comes_back_with_the_papers(calm):
    came_back = "SELECT count(*) FROM dossiers_dossier WHERE guided_at < received_at AND outcome = 'ready'"
    assert calm.rows(came_back) == [(fates(Scenario.CALM, 150)[Fate.SOLVED_AFTER_GUIDANCE],)]


def test_five_events_a_dossier(calm):
    assert calm.result["events_per_dossier"] >= 5
    assert 0.3 < calm.result["answered_on_the_spot"] < 0.6


def test_a_strained_year_leaves_no_count_at_zero(strained):
    by_chance = {"received_post", "ready_not_collected"}  # so few dossiers may lack them
    assert {name for name, figure in strained.found["whole"]["B"].items() if figure == 0} <= by_chance
    assert strained.found["summary"] == strained.result["summary"]
    assert set(strained.sentence()) == {*_CALM_SENTENCE, "overdue", "no_due_date"}
    states = dict(strained.rows("SELECT state, count(*) FROM dossiers_dossier GROUP BY 1"))
    assert set(states) >= {
        "guided",
        "refused_at_reception",
        "processing",
        "waiting_supplement",
        "waiting_payment",
        "refused",
        "stopped",
        "withdrawn",
        "returned",
    }
    of = {
        "late": "SELECT count(*) FROM dossiers_dossier WHERE outcome = 'ready' AND closed_at > lawful_due_at",
        "carried": "SELECT count(*) FROM dossiers_dossier WHERE received_at < '2020-01-01'",
        "apologies": "SELECT count(*) FROM dossiers_duedate WHERE ground = 'apology'",
        "absences": "SELECT count(*) FROM accounts_absencesubstitution",
    }
    assert [name for name, sql in of.items() if strained.rows(sql)[0][0] == 0] == []


def test_a_real_installation_is_never_replayed_into(copied):
    real = copied()
    begun = real.run(
        "init",
        "--username",
        "admin",
        "--full-name",
        "Nguyễn Thị Mai",
        MOTCUA_ADMIN_PASSWORD="mat-khau-rat-dai",
    )
    assert begun.returncode == 0, begun.stderr
    refused = real.run("replay", "--year", "2020", "--dossiers", "10")
    assert refused.returncode == 2
    assert "real installation" in refused.stderr
    assert real.rows("SELECT count(*) FROM dossiers_dossier") == [(0,)]
