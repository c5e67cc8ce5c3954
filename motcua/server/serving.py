"""Serving: the web server's process, watched together with the database until somebody says stop."""

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


def serve(door: Door, *, ready: Callable[[], None], every_second: Callable[[], None]) -> None:
    """Serve until Ctrl-C, SIGTERM or SIGHUP, then end the web server's processes.

    Call with Django set up and no connection open: the web server's process is forked from this one.
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
    """The web server's process, forked from this one, again when it is killed."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._ends: list[float] = []
        self._pid = self._fork()

    def keep_alive(self) -> None:
        if not self._ended():
            return
        now = time.monotonic()
        self._ends = [end for end in self._ends if now - end < _TROUBLE_SECONDS] + [now]
        if len(self._ends) >= _TROUBLE:
            raise ServerError(f"The web server ended {_TROUBLE} times by itself.")
        self._pid = self._fork()

    def stop(self) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL):
            until = time.monotonic() + _SECONDS_TO_STOP
            processes.end(self._pid, how)
            while time.monotonic() < until:
                if self._ended():
                    return
                time.sleep(0.02)

    def _ended(self) -> bool:
        try:
            return os.waitpid(self._pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def _fork(self) -> int:
        """A child that serves and never comes back into this program."""
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                webworkers.serve(parent, self._door)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        return pid


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
