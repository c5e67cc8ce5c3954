"""Cases of a log through the real acts: what the system calls late beside what the log does."""

import json
import os
import signal
import time

import pytest

pytestmark = pytest.mark.slow

LOG = "tests/fixtures/logs/made-up.csv"


@pytest.fixture(scope="module")
def log(copied):
    """The log, killed on its way and gone on with."""
    installation = copied()
    process = installation.start("replay", "--log", LOG)
    until = time.monotonic() + 200
    while time.monotonic() < until and process.poll() is None:
        if installation.rows("SELECT count(*) FROM journal_event WHERE actor_id = 'system'")[0][0] > 0:
            break
        time.sleep(0.2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    installation.result = played(installation)
    return installation


def played(installation):
    done = installation.run("replay", "--log", LOG, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_lateness_stands_beside_the_logs_own(log):
    assert log.result["log"] == {
        "cases": 11,
        "closed": 9,
        "open": 2,
        "late_by_instant": 5,
        "late_by_day": 3,
    }
    assert log.result["system"] == {"received": 10, "solved": 8, "late": 3, "open": 2}
    assert log.result["otherwise"] == []


def test_what_ends_before_its_start_is_named_and_not_forced(log):
    assert log.result["refused"] == ["ends-before-its-start"]
    assert log.rows("SELECT count(*) FROM dossiers_dossier") == [(10,)]


def test_limits_and_channels_are_the_logs_own(log):
    rows = log.rows('SELECT channel, "limit", count(*) FROM dossiers_dossier GROUP BY 1, 2 ORDER BY 1, 2')
    assert rows == [
        ("direct", "42 d", 1),
        ("direct", "7 d", 4),
        ("online", "56 d", 1),
        ("online", "7 d", 2),
        ("post", "7 d", 2),
    ]


def test_the_same_command_adds_nothing_and_another_log_is_refused(log, tmp_path):
    assert played(log)["acts_of_this_run"] == 0
    other = tmp_path / "other.csv"
    with open(LOG, encoding="utf-8") as file:
        other.write_text("".join(file.readlines()[:5]), encoding="utf-8")
    for wrong in (["--log", str(other)], ["--year", "2020", "--dossiers", "10"]):
        refused = log.run("replay", *wrong)
        assert refused.returncode == 2
        assert "motcua replay --log" in refused.stderr


@pytest.mark.parametrize("wrong", [[], ["--year", "2020", "--log", LOG], ["--log", LOG, "--seed", "1"]])
def test_misuse_is_told(log, wrong):
    assert log.run("replay", *wrong).returncode == 2


def test_what_was_played_is_signed(log):
    signed = log.rows("SELECT count(*), max(events) FROM journal_checkpoint")
    assert signed == [(1, log.rows("SELECT count(*) FROM journal_event")[0][0])]


def test_verification_finds_nothing(log):
    done = log.run("verify", "--format", "json")
    assert done.returncode == 0, done.stdout
    kind = (
        "SELECT payload->>'kind' FROM journal_event WHERE subject_kind = 'installation' ORDER BY seq LIMIT 1"
    )
    assert log.rows(kind) == [("demonstration",)]
