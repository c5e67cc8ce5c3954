"""`motcua sipas estimate` as people and programs call it."""

import json
import subprocess
import sys

import pytest

from tests.unit.surveys import samples
from tests.unit.surveys.command import sipas

KEYS = ["statistic", "variable", "group", "estimate", "se", "df", "ci_low", "ci_high", "n"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "phiếu.csv"
    path.write_bytes(samples.sample("strata-two-stage", "1"))
    return path


STAGES = ["--strata", "stratum", "--cluster", "town", "--cluster", "house", "--fpc", "fpc1", "--fpc", "fpc2"]


def test_json_is_one_document_that_equals_r(file):
    asked = ["--mean", "score", "--total", "cost", "--ratio", "score/cost", "--format", "json"]
    run = sipas("estimate", file, *STAGES, *asked)
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)
    pairs, degrees = samples.known()["strata-two-stage"]["1"]
    assert [list(answer) for answer in answers] == [KEYS] * 3
    found = [[answer["estimate"], answer["se"]] for answer in answers]
    assert found == [pytest.approx(pair, rel=1e-9) for pair in pairs[:3]]
    assert {answer["df"] for answer in answers} == {degrees}
    assert [answer["statistic"] for answer in answers] == ["mean", "total", "ratio"]
    assert all(a["ci_low"] < a["estimate"] < a["ci_high"] for a in answers)


def test_groups(file):
    run = sipas("estimate", file, *STAGES, "--mean", "score", "--by", "field", "--format", "json")
    answers = json.loads(run.stdout)
    pairs, _ = samples.known()["strata-two-stage"]["1"]
    assert [answer["group"] for answer in answers] == ["x", "y", "z"]
    assert [[a["estimate"], a["se"]] for a in answers] == [pytest.approx(p, rel=1e-9) for p in pairs[3:]]


def test_people_get_a_table_and_warnings(file):
    run = sipas("estimate", file, *STAGES, "--mean", "score")
    head, row = run.stdout.splitlines()
    assert head.split()[:4] == ["statistic", "variable", "group", "estimate"]
    assert row.split()[:3] == ["mean", "score", "–"]
    assert "cụm" in run.stderr
    english = sipas("estimate", file, *STAGES, "--mean", "score", "--lang", "en")
    assert "clusters" in english.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "--mean"),
        (["--mean", "nothing"], 2, "no column nothing"),
        (["--mean", "score", "--by", "nothing"], 2, "no column nothing"),
        (["--ratio", "score"], 2, "A/B"),
        (["--ratio", "score/nothing"], 2, "no column nothing"),
        (["--mean", "score", "--level", "95"], 2, "between 0 and 1"),
        (["--mean", "score", "--cluster", "town", "--cluster", "house", "--fpc", "fpc1"], 2, "Each stage"),
        (["--mean", "stratum"], 1, "phiếu.csv:2: column stratum: 'a' is no number"),
        (["--mean", "cost", "--weight", "score"], 1, "column score has no value"),
        (["--mean", "score", "--fpc", "cost"], 1, "phiếu.csv:2: The population"),
    ],
)
def test_what_goes_wrong_is_said(file, arguments, code, words):
    run = sipas("estimate", file, *arguments, "--lang", "en", "--format", "json")
    assert (run.returncode, run.stdout) == (code, "")
    assert words in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "no rows"),
        (b"a,b\n", "no rows"),
        (b"a,b\n1,2\n3\n", ":3: 1 cells, the header has 2"),
        (b'a,b\n"x\ny",2\n3,"4,5"\n', ":4: column b: '4,5' is no number (decimals have a point)"),
        (b"a,b\n1,2\n3,inf\n", ":3: column b: 'inf' is no number"),
        (b"a,b\n1,2\n\xff,3\n", ":3: the file is not UTF-8"),
        (b"b,b\n1,2\n", "2 columns are called b"),
    ],
)
def test_files_that_are_no_tables(tmp_path, source, words):
    path = tmp_path / "x.csv"
    path.write_bytes(source)
    run = sipas("estimate", path, "--mean", "b", "--lang", "en")
    assert run.returncode in (1, 2)
    assert words in run.stderr


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_of_every_country(tmp_path, delimiter):
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffđiểm,b\r\n1,2\r\nNA,3\r\n\r\n5,4\r\n".replace(",", delimiter).encode())
    run = sipas("estimate", path, "--mean", "điểm", "--format", "json")
    [answer] = json.loads(run.stdout)
    assert (answer["estimate"], answer["n"]) == (3, 2)


def test_help_needs_no_numpy():
    probe = "import sys, motcua.cli.sipas; sys.exit('numpy' in sys.modules or 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
