"""`motcua sipas sample`, and that its sample can be estimated as its record says."""

import csv
import hashlib
import json
import shlex

import pytest

from tests.unit.surveys.command import sipas


@pytest.fixture
def frame(tmp_path):
    lines = ["code,commune,village,people"]
    for i in range(200):
        lines.append(f"H{i},{'Tú Nang' if i % 3 else 'Chiềng Pằn'},v{i % 40},{1 + i % 40}")
    path = tmp_path / "frame.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "asked",
    [
        ["--n", 40, "--strata", "commune", "--allocation", "equal"],
        ["--n", 40, "--strata", "commune", "--allocation", "neyman", "--spread", "people"],
        ["--n", 40, "--pps", "people", "--cluster", "village", "--take", 2],
        ["--n", 40, "--cluster", "village", "--take", 4, "--reserve", 0.2],
    ],
    ids=str,
)
def test_a_sample_and_its_record(frame, tmp_path, asked):
    out = tmp_path / "mẫu.csv"
    run = sipas("sample", frame, *asked, "--seed", "2026", "-o", out, "--format", "json")
    assert run.returncode == 0, run.stderr
    record = json.loads((tmp_path / "mẫu.record.json").read_text(encoding="utf-8"))
    assert json.loads(run.stdout) == record
    assert record["frame"]["sha256"] == hashlib.sha256(frame.read_bytes()).hexdigest()
    assert record["sample"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    main = [row for row in rows(out) if row["reserve"] == "0"]
    assert len(main) == record["sample"]["sampled"] == 40
    assert float(main[0]["weight"]) == pytest.approx(1 / float(main[0]["inclusion_probability"]))
    first = out.read_bytes()
    sipas("sample", frame, *asked, "--seed", "2026", "-o", out)
    assert out.read_bytes() == first
    if record["sample"]["reserve"] == 0:
        options = shlex.split(record["estimate_with"])
        answer = json.loads(sipas("estimate", out, *options, "--total", "people", "--format", "json").stdout)
        assert 2000 < answer[0]["estimate"] < 7000
        assert answer[0]["se"] > 0


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--n", "40"], 2, "--seed"),
        (["--n", "40", "--seed", "1", "--strata", "nothing"], 2, "no column nothing"),
        (["--n", "400", "--seed", "1"], 2, "400 units are wanted of 200"),
        (["--n", "40", "--seed", "1", "--strata", "commune", "--allocation", "neyman"], 2, "--spread"),
        (["--n", "40", "--seed", "1", "--cluster", "village", "--pps", "commune"], 1, "frame.csv:2: column"),
    ],
)
def test_what_goes_wrong_is_said(frame, tmp_path, asked, code, words):
    out = tmp_path / "out.csv"
    run = sipas("sample", frame, *asked, "-o", out, "--lang", "en")
    assert (run.returncode, run.stdout) == (code, "")
    assert words in run.stderr
    assert not out.exists()
