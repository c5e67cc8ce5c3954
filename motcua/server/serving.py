"""Serving: the web server's process, watched together with the database until somebody says stop."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from motcua.server.problems import NotPossibleError, ServerError
from motcua.server.signals import asked_to_stop

_SECONDS_TO_STOP = 15
_TROUBLE = 3  # times that the web process may end by itself ...
_TROUBLE_SECONDS = 30  # ... within this time


@dataclass(frozen=True)
class Door:
    """Where the web server listens, and with how many hands."""

    host: str
    port: int
    workers: int
    threads: int = 4

    @property
    def near(self) -> str:
        """The host under which this machine itself reaches the server."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104


def check_free(door: Door) -> None:
    """Raises NotPossibleError when something listens there already, or nobody may."""
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((door.host, door.port))
            probe.listen(1)
        except OSError as error:
            raise NotPossibleError(
                f"Port {door.port} of {door.host or 'this machine'} can't be used ({error.strerror}). "
                "Stop what listens there, or choose another port: PORT=8001."
            ) from error


def serve(door: Door, *, ready: Callable[[], None], every_second: Callable[[], None]) -> None:
    """Serve until Ctrl-C, SIGTERM or SIGHUP, then end the web server's processes.

    `ready` is called once when the port answers, `every_second` again and again. Raises ServerError when
    the web server keeps ending by itself.
    """
    with asked_to_stop() as stop, _web(door) as web:
        announced = False
        while not stop.wait(1.0 if announced else 0.05):
            web.keep_alive()
            if not announced and _answers(door):
                announced = True
                ready()
            if announced:
                every_second()


class _Web:
    """The web server's process, started again when it is killed."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._ends: list[float] = []
        self._process = self._start()

    def keep_alive(self) -> None:
        code = self._process.poll()
        if code is None:
            return
        now = time.monotonic()
        self._ends = [end for end in self._ends if now - end < _TROUBLE_SECONDS] + [now]
        if len(self._ends) >= _TROUBLE:
            raise ServerError(f"The web server ended {_TROUBLE} times by itself (exit code {code}).")
        self._process = self._start()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        door = self._door
        numbers = [os.getpid(), door.host, door.port, door.workers, door.threads]
        command = [sys.executable, "-m", "motcua.server.webworkers", *map(str, numbers)]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


@contextmanager
def _web(door: Door) -> Iterator[_Web]:
    web = _Web(door)
    try:
        yield web
    finally:
        web.stop()


def _answers(door: Door) -> bool:
    connection = http.client.HTTPConnection(door.near, door.port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True
