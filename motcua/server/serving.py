"""Serving: the web server's process and the background worker's, watched until somebody says stop."""

import http.client
import os
import signal
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from motcua.server import processes, webworkers
from motcua.server.problems import NotPossibleError, ServerError
from motcua.server.signals import asked_to_stop
from motcua.server.webworkers import Door

_SECONDS_TO_STOP = 15
_TROUBLE = 3  # times that the web process may end by itself ...
_TROUBLE_SECONDS = 30  # ... within this time


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


def serve(
    door: Door,
    *,
    work: Callable[[], None],
    ready: Callable[[], None],
    every_second: Callable[[], None],
) -> None:
    """Serve until Ctrl-C, SIGTERM or SIGHUP, then end the web server's processes and the worker's.

    Call with Django set up and no connection open: the processes are forked from this one. `work` is the
    background work, which goes on until its process gets SIGTERM. `ready` is called once when the port
    answers, `every_second` again and again. Raises ServerError when one of them keeps ending by itself.
    """
    me = os.getpid()
    web = _Child("web server", lambda: webworkers.serve(me, door))
    worker = _Child("background worker", lambda: webworkers.work(me, work))
    with asked_to_stop() as stop, _running(web, worker):
        announced = False
        while not stop.wait(1.0 if announced else 0.05):
            web.keep_alive()
            worker.keep_alive()
            if not announced and _answers(door):
                announced = True
                ready()
            if announced:
                every_second()


class _Child:
    """A process forked from this one, again when it is killed; `run` is what it does."""

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        self._name, self._run = name, run
        self._ends: list[float] = []
        self._pid: int | None = None

    def start(self) -> None:
        self._pid = self._fork()

    def keep_alive(self) -> None:
        if not self._ended():
            return
        now = time.monotonic()
        self._ends = [end for end in self._ends if now - end < _TROUBLE_SECONDS] + [now]
        if len(self._ends) >= _TROUBLE:
            raise ServerError(f"The {self._name} ended {_TROUBLE} times by itself.")
        self._pid = self._fork()

    def stop(self) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL):
            until = time.monotonic() + _SECONDS_TO_STOP
            if self._pid is not None:
                processes.end(self._pid, how)
            while time.monotonic() < until:
                if self._ended():
                    return
                time.sleep(0.02)

    def _ended(self) -> bool:
        """Whether it has ended, or was never started."""
        try:
            return self._pid is None or os.waitpid(self._pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def _fork(self) -> int:
        """A child that never comes back into this program."""
        pid = os.fork()
        if pid == 0:
            try:
                self._run()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        return pid


@contextmanager
def _running(*children: _Child) -> Iterator[None]:
    try:
        for child in children:
            child.start()
        yield
    finally:
        for child in children:
            child.stop()


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
