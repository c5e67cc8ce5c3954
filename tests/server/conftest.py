"""Embedded servers for tests: short folders, commands as processes of their own, other OS users."""

import os
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

import motcua
from motcua.server import cluster, osuser, processes, record, running, site
from motcua.server.osuser import OsUser

ROOT = Path(motcua.__file__).parents[1]
_PACKAGES = [p for p in sys.path if p.endswith("site-packages")]
# A command that uses the server until its standard input ends; it tells the server's process first.
_USER_OF_SERVER = """
import sys
from pathlib import Path
from motcua.server import cluster, running
from motcua.server.signals import ending_in_order
with ending_in_order(), cluster.used(Path(sys.argv[1]), careless=True) as found:
    print(running.pid(found), flush=True)
    sys.stdin.read()
"""


def environment(**more):
    """Ours without what would lead to another database."""
    led = {"DATABASE_URL", "DATABASE_OWNER_URL", "MOTCUA_DATA", "DJANGO_SETTINGS_MODULE"}
    return {**{k: v for k, v in os.environ.items() if k not in led}, **more}


class Command:
    """A running command that uses a server."""

    def __init__(self, data, *, user=None, python=sys.executable):
        paths = os.pathsep.join([str(ROOT), *_PACKAGES])
        who = {} if user is None else {"user": user.uid, "group": user.gid, "extra_groups": []}
        self.process = subprocess.Popen(
            [python, "-c", _USER_OF_SERVER, data],
            env=environment(PYTHONPATH=paths, PYTHONDONTWRITEBYTECODE="1"),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **who,
        )

    def server(self):
        """The server's process, once it runs."""
        if not select.select([self.process.stdout], [], [], 60)[0]:
            raise AssertionError("the server did not start within a minute")
        line = self.process.stdout.readline()
        return int(line) if line else self.fail()

    def fail(self):
        raise AssertionError(self.process.communicate()[1])

    def finish(self):
        """Let it end by itself; its exit code."""
        self.process.communicate(timeout=60)
        return self.process.returncode

    def end(self, how):
        """End it by the signal `how`."""
        self.process.send_signal(how)
        self.finish()


@contextmanager
def folder(parent=None):
    """A data folder that goes away with its server and whatever that has elsewhere."""
    top = Path(tempfile.mkdtemp(prefix="mcs-", dir=parent or "/tmp"))
    top.chmod(0o711)
    try:
        yield top
    finally:
        for data in [top, *(p.parents[1] for p in top.glob("**/postgres/server.json"))]:
            _put_away(data)
        shutil.rmtree(top, ignore_errors=True)


def _put_away(data):
    known = record.read(data)
    if known is None:
        return
    cluster.stop(data)
    found = site.of(data)
    if found and running.pid(found):
        running.stop(found)
    if known.home != ".":
        shutil.rmtree(known.home, ignore_errors=True)


@pytest.fixture
def data():
    """An empty data folder."""
    with folder() as made:
        yield made


@pytest.fixture(scope="module")
def shared():
    """A data folder with a server made once for a module; each test leaves it stopped."""
    with folder() as made:
        yield made


@pytest.fixture
def stranger():
    """Another OS user than the server's; only root can act for one."""
    if not osuser.is_root():
        pytest.skip("acting for another OS user takes root")
    entry = pwd.getpwnam("nobody")
    return OsUser("nobody", entry.pw_uid, entry.pw_gid)


@pytest.fixture
def ordinary(stranger):
    """A function that starts a command as an ordinary user (when we are root)."""
    python = next((p for p in (sys.executable, "/usr/bin/python3.11") if _can_run(stranger, p)), None)
    if python is None:
        pytest.skip("no Python and checkout that the OS user nobody could read")
    return lambda folder: Command(folder, user=stranger, python=python)


def _can_run(user, python):
    paths = os.pathsep.join([str(ROOT), *_PACKAGES])
    try:
        run = subprocess.run(
            [python, "-c", "import psycopg, motcua.server.cluster"],
            env={"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
            capture_output=True,
            check=False,
            user=user.uid,
            group=user.gid,
            extra_groups=[],
        )
    except OSError:
        return False
    return run.returncode == 0


def gone(pid, seconds=15):
    """Whether the process ends within `seconds`."""
    until = time.monotonic() + seconds
    while processes.alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not processes.alive(pid)


def server_of(data):
    """The running server's process of a data folder, or None."""
    found = site.of(data)
    return running.pid(found) if found else None
