"""`motcua due` as people and programs call it: in a process of its own, without a database."""

import json
import os
import subprocess
import sys

import pytest

ENVIRONMENT = {
    **os.environ,
    "DATABASE_URL": "postgresql://nobody@localhost:1/none",
    "MOTCUA_DATA": "/nonexistent",
}
PROGRAM = "import sys; from motcua.cli.main import main; main(prog_name='motcua')"
USUAL = ["07:30-11:30", "13:00-17:00"]


def motcua(*arguments, lines=b""):
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, input=lines, capture_output=True, env=ENVIRONMENT, check=False, timeout=60)


def due(*arguments):
    return motcua("due", *arguments)


def ask(*questions):
    lines = b"".join(q if isinstance(q, bytes) else json.dumps(q).encode() + b"\n" for q in questions)
    run = motcua("due", "--batch", lines=lines)
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_the_due_time_stands_on_the_first_line_and_its_reasons_below():
    run = due("--received", "2025-06-02T18:00", "--limit", "4 h")
    first, vietnamese, english = run.stdout.decode().splitlines()
    assert (run.returncode, first) == (0, "2025-06-03T11:30:00+07:00")
    assert vietnamese.startswith("Nhận 18:00 Thứ Hai 02/06/2025")
    assert english.startswith("Received 18:00 Monday")


def test_json_is_one_document():
    run = due(
        "--received", "2025-06-02T16:00Z", "--limit", "1.5 wd", "--mode", "same_clock", "--format", "json"
    )
    document = json.loads(run.stdout)
    assert document.pop("explanation").keys() == {"vi", "en"}
    assert document == {
        "due_at": "2025-06-04T11:30:00+07:00",
        "received": "2025-06-02T23:00:00+07:00",
        "limit": "1.5 wd",
        "mode": "same_clock",
    }


def test_a_calendar_of_a_file(tmp_path):
    file = tmp_path / "lịch.json"
    file.write_text(json.dumps({"sessions": {"sat": ["08:00-10:00"]}}), encoding="utf-8")
    run = due("--received", "2025-06-02T18:00", "--limit", "1 wd", "--calendar", str(file))
    assert run.stdout.splitlines()[0] == b"2025-06-14T10:00:00+07:00"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--received"),
        (("--received", "2025-06-02T18:00"), "--limit"),
        (("--received", "yesterday", "--limit", "4 h"), "ISO 8601"),
        (("--received", "2025-06-02T18:00", "--limit", "4 hours"), "no limit"),
        (("--received", "2025-06-02T18:00", "--limit", "-4 h"), "never negative"),
        (("--received", "2025-06-02T18:00", "--limit", "9999999 wd"), "9999"),
        (("--received", "2025-06-02T18:00", "--limit", "4 h", "--mode", "noon"), "same_clock"),
        (("--received", "2025-06-02T18:00", "--limit", "4 h", "--calendar", "none.json"), "none.json"),
        (("--received", "2025-06-02T18:00", "--limit", "4 h", "--calendar", __file__), "no JSON"),
        (("--received", "2025-06-02T18:00", "--limit", "4 h", "--calendar", "x", "--unit", "y"), ""),
        (("--batch", "--limit", "4 h"), "--batch"),
        (("--received", "2025-06-02T18:00", "--limit", "4 h", "--unknown"), "--unknown"),
    ],
)
def test_misuse_is_told_on_standard_error(arguments, message):
    run = due(*arguments)
    assert run.returncode == 2
    assert run.stdout == b""
    assert message in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


def test_help_gives_an_example():
    assert b'motcua due --received 2025-06-02T18:00 --limit "4 h"' in due("--help").stdout


ADD = {"op": "add", "received": "2025-06-02T09:00", "limit": "1 wd"}
MEASURE = {"op": "measure", "from": "2025-06-02T09:00", "to": "2025-06-02T10:30"}


def test_a_batch_answers_each_line_in_order():
    answers = ask(
        ADD,
        {**ADD, "mode": "same_clock"},
        {**ADD, "limit": "2 h", "calendar": {"sessions": {"mon": ["09:00-10:00"]}}},
        {**ADD, "received": "2024-04-30T09:00", "mode": None, "calendar": None},
        MEASURE,
        {**MEASURE, "to": "2025-06-02T09:00:30"},
        {**MEASURE, "to": "2025-06-02T08:30"},
        {
            **MEASURE,
            "to": "2025-06-03T09:00+00:00",
            "calendar": {"sessions": {"tue": USUAL}, "off": ["2025-06-03"]},
        },
    )
    assert answers == [
        {"due_at": "2025-06-03T17:00:00+07:00"},
        {"due_at": "2025-06-03T09:00:00+07:00"},
        {"due_at": "2025-06-09T10:00:00+07:00"},
        {"due_at": "2024-05-03T17:00:00+07:00"},
        {"minutes": 90},
        {"minutes": 0.5},
        {"minutes": -30},
        {"minutes": 0},
    ]


BAD = [
    b"\n",
    b"no json\n",
    b"[]\n",
    b"3\n",
    b"null\n",
    b'"add"\n',
    b"\xff\xfe{}\n",
    b"[" * 100_000 + b"\n",
    b'{"op": "add", "received": NaN, "limit": "1 h"}\n',
    b'{"op": "add", "received": 1e999, "limit": "1 h"}\n',
    b'{"op": "add", "received": ' + b"9" * 5000 + b', "limit": "1 h"}\n',
    b'{"op": "add", "received": "\\ud800", "limit": "1 h"}\n',
    {"op": "subtract"},
    {},
    {"op": ["add"]},
    {"op": "add"},
    {"op": "measure", "from": "2025-06-02T09:00"},
    {**ADD, "received": "0001-01-01T00:00+14:00"},
    {**ADD, "received": None},
    {**ADD, "limit": 4},
    {**ADD, "limit": "9" * 30 + " h"},
    {**ADD, "limit": "-1 h"},
    {**ADD, "limit": "1 \ud800"},
    {**ADD, "mode": "noon"},
    {**ADD, "mode": ["noon"]},
    {**ADD, "calender": {}},
    {**ADD, "calendar": "vn"},
    {**ADD, "calendar": {"sessions": {}}},
    {**ADD, "calendar": {"sessions": {"mon": ["11:30-07:30"]}}},
    {**ADD, "calendar": {"sessions": {"mon": 3}}},
    {**ADD, "calendar": {"sessions": {"mon": [None]}}},
]


def test_a_bad_line_is_answered_by_an_error_and_the_next_one_by_its_answer():
    answers = ask(*[line for bad in BAD for line in (bad, ADD)])
    assert len(answers) == 2 * len(BAD)
    for bad, answered, following in zip(BAD, answers[::2], answers[1::2], strict=True):
        assert list(answered) == ["error"], bad
        assert 0 < len(answered["error"]) <= 300
        assert following == {"due_at": "2025-06-03T17:00:00+07:00"}


def test_an_answer_does_not_wait_for_the_next_question():
    command = [sys.executable, "-c", PROGRAM, "due", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        for _ in range(2):
            process.stdin.write(json.dumps(MEASURE).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"minutes": 90}
        process.stdin.close()
    assert process.returncode == 0


def test_neither_django_nor_the_database_is_loaded():
    load = "import sys, motcua.cli.due; from motcua.worktime import vietnam; vietnam.default_calendar(); "
    seen = load + "print(sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    assert "motcua.worktime.calc" in run.stdout
    assert "'django'" not in run.stdout
    assert "'psycopg'" not in run.stdout
