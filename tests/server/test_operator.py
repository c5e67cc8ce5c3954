"""`motcua db`, `motcua init` and `motcua serve` as an operator uses them, in one data folder.

The tests stand in the order of an operator's day and share the folder, because preparing one takes seconds.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from motcua.server import cluster, processes, running
from tests.server.conftest import environment, folder, gone, server_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
MOTCUA = [sys.executable, "-c", "from motcua.cli.main import main; main(prog_name='motcua')"]
DEBIANS_PSQL = "/usr/bin/psql"


class Operator:
    """Runs commands on a data folder."""

    def __init__(self, data):
        self.data = data

    def environment(self, **more):
        return environment(MOTCUA_DATA=str(self.data), **more)

    def run(self, *arguments, **more):
        return subprocess.run(
            [*MOTCUA, *map(str, arguments)],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=200,
            check=False,
        )

    def good(self, *arguments, **more):
        run = self.run(*arguments, **more)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def ask(self, query):
        """One row, as superuser."""
        with cluster.used(self.data) as found, running.connect(found) as connection:
            cursor = connection.execute(query)
            return cursor.fetchone() if cursor.description else None

    @contextlib.contextmanager
    def serving(self, port):
        process = subprocess.Popen(
            [*MOTCUA, "serve", "--port", str(port), "--workers", "1"],
            env=self.environment(),
            stderr=subprocess.DEVNULL,
        )
        try:
            assert answers(port, 60)
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def operator():
    with folder() as data:
        yield Operator(data)


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return True
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False


def children(pid):
    return [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent(p.name) == pid]


def web_and_background(pid):
    """The two processes of a serving command: only that of the web server has children."""
    web, background = sorted(children(pid), key=lambda child: -len(children(child)))
    return web, background


def _parent(name):
    return processes.parent(int(name))


def test_nothing_runs_in_an_empty_folder(operator):
    status = operator.run("db", "status", "--format", "json")
    assert status.returncode == 1
    assert json.loads(status.stdout)["running"] is False


def test_serve_wants_an_installation(operator):
    refused = operator.run("serve")
    assert refused.returncode == 2
    assert "motcua init" in refused.stderr
    assert server_of(operator.data) is None


@pytest.mark.parametrize(
    ("password", "said"), [({}, "MOTCUA_ADMIN_PASSWORD"), ({"MOTCUA_ADMIN_PASSWORD": "12345"}, "mật khẩu")]
)
def test_init_wants_a_good_password(operator, password, said):
    refused = operator.run("init", "--username", "quantri", "--full-name", "Nguyễn Thị Mai", **password)
    assert refused.returncode == 2
    assert said in refused.stderr.lower() + refused.stderr


def test_init_begins_once(operator):
    begin = ("init", "--username", "quantri", "--full-name", "Nguyễn Thị Mai")
    operator.good(*begin, MOTCUA_ADMIN_PASSWORD="một mật khẩu dài và lạ")
    again = operator.run(*begin, MOTCUA_ADMIN_PASSWORD="một mật khẩu dài và lạ")
    assert again.returncode == 2
    assert "real installation already" in again.stderr
    assert operator.run("demo").returncode == 2
    assert server_of(operator.data) is None


def test_url_works_with_any_psql_and_leaves_the_server_running(operator):
    address = json.loads(operator.good("db", "url", "--format", "json"))["url"]
    assert operator.good("db", "url").strip() == address
    server = server_of(operator.data)
    assert server
    psql = DEBIANS_PSQL if os.access(DEBIANS_PSQL, os.X_OK) else None
    if psql:
        query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        run = subprocess.run([psql, address, "-XAtc", query], capture_output=True, text=True, check=False)
        assert run.stdout == "t\n", run.stderr
    assert operator.good("db", "psql", "-XAtc", "SELECT count(*) > 20 FROM orgs_unit") == "t\n"
    assert server_of(operator.data) == server


def test_status_and_stop(operator):
    status = json.loads(operator.good("db", "status", "--format", "json"))
    assert status["running"]
    assert status["kept"]
    assert status["pid"] == server_of(operator.data)
    assert status["bytes"] > 1_000_000
    assert json.loads(operator.good("db", "stop", "--format", "json")) == {"stopped": True}
    assert gone(status["pid"])
    assert operator.run("db", "status").returncode == 1


def test_an_outside_server_is_not_ours_to_start_or_stop(operator):
    for act in ("start", "stop"):
        refused = operator.run("db", act, DATABASE_URL="postgresql:///none?host=/nowhere")
        assert refused.returncode == 2
        assert "not ours" in refused.stderr
    silent = operator.run("db", "psql", DATABASE_URL="postgresql:///none?host=/nowhere")
    assert silent.returncode == 1
    assert "does not answer" in silent.stderr
    assert "Traceback" not in silent.stderr


def test_a_backup_brings_everything_back(operator):
    file = operator.data / "saved.dump"
    answer = json.loads(operator.good("db", "backup", file, "--format", "json"))
    assert answer == {"file": str(file), "bytes": file.stat().st_size}
    assert file.stat().st_mode & 0o077 == 0
    before = operator.ask("SELECT count(*), max(hash) FROM journal_event")
    operator.ask("DROP TABLE orgs_unit CASCADE")
    refused = operator.run("db", "restore", file)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    operator.good("db", "restore", file, "--replace")
    assert operator.ask("SELECT count(*), max(hash) FROM journal_event") == before
    assert operator.ask("SELECT count(*) > 20 FROM orgs_unit") == (True,)
    may = "has_table_privilege('motcua_app', 'journal_event', '{}')".format
    assert operator.ask(f"SELECT {may('INSERT')}, {may('UPDATE')}") == (True, False)


def test_a_damaged_backup_changes_nothing(operator):
    whole = operator.data / "saved.dump"
    cut = operator.data / "cut.dump"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    operator.ask("CREATE TABLE newer AS SELECT 1")
    refused = operator.run("db", "restore", cut, "--replace")
    assert refused.returncode == 1
    assert "readable" in refused.stderr
    assert operator.ask("SELECT count(*) FROM newer") == (1,)
    assert operator.ask("SELECT count(*) FROM pg_database WHERE datname ~ 'restored|before'") == (0,)


def test_serving_survives_and_leaves_nothing_behind(operator, port):
    with operator.serving(port) as process:
        server, (web, background) = server_of(operator.data), web_and_background(process.pid)
        (worker,) = children(web)
        second = operator.run("serve", "--port", port)
        assert second.returncode == 2
        assert "PORT=" in second.stderr
        for victim in (worker, web, background, server):
            os.kill(victim, signal.SIGKILL)
            assert gone(victim)
            assert answers(port)
        _, again = web_and_background(process.pid)
        assert again != background
        mine = [server_of(operator.data), *children(process.pid)]
        mine += [pid for web in children(process.pid) for pid in children(web)]
        process.terminate()
        assert process.wait(60) == 0
        assert all(gone(pid) for pid in mine)
    assert server_of(operator.data) is None
    assert (operator.data / "checkpoints.jsonl").read_text()


def test_a_killed_serve_takes_its_web_processes_along(operator, port):
    with operator.serving(port) as process:
        server, (web, background) = server_of(operator.data), web_and_background(process.pid)
        workers = [background, *children(web)]
        process.kill()
        process.wait()
        assert all(gone(pid) for pid in (web, *workers))
    assert operator.ask("SELECT 1") == (1,)  # finds the server, and is its last user
    assert gone(server)


def test_the_worker_runs_the_schedule_beside_serving_and_alone(operator, port):
    ran = "SELECT count(*) FROM wiring_scheduledjob WHERE last_error = ''"
    with operator.serving(port):
        assert in_time(lambda: operator.ask(ran)[0] > 0)
    operator.ask("DELETE FROM wiring_scheduledjob")
    alone = subprocess.Popen([*MOTCUA, "work"], env=operator.environment(), stderr=subprocess.DEVNULL)
    try:
        assert in_time(lambda: operator.ask(ran)[0] > 0)
        alone.terminate()
        assert alone.wait(30) == 0
    finally:
        alone.kill()
        alone.wait()


def in_time(condition, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.3)
    return False
