"""The web server's process, forked from the command, which forks its workers; the background worker's.

So all start at once and share memory, and end with the command, however they are killed.
"""

import gc
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from motcua.server import usage
from motcua.server.processes import die_with_parent
from motcua.server.signals import by_default

_APPLICATION = "config.wsgi"
_SECONDS_TO_FINISH = 10  # for requests under way when workers are told to end


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


def serve(parent: int, door: Door) -> None:
    """Serve until told to stop by SIGTERM; call in a process forked from `parent`, with Django set up."""
    _become_child(parent)
    _load()
    settle()
    _granian(door)


def settle() -> None:
    """Tell the collector of garbage what a web worker is like; call when everything is loaded.

    Objects loaded by now live as long as the process: a full collection over them would stall requests. A
    page makes tens of thousands of short-lived ones: looking after every 700 takes a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def work(parent: int, background: Callable[[], None]) -> None:
    """Do the `background` work, which ends by itself when SIGTERM comes; call as `serve`."""
    _become_child(parent)
    background()


def _become_child(parent: int) -> None:
    die_with_parent(parent, signal.SIGTERM)
    os.setsid()  # Ctrl-C is the parent's to handle
    by_default()
    usage.forget()


def _load() -> None:
    from django.urls import get_resolver

    import_module(_APPLICATION)
    _ = get_resolver().url_patterns  # loads every view


def _granian(door: Door) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        _APPLICATION,
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        workers=door.workers,
        blocking_threads=door.threads,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )
    main_process = os.getpid()

    def in_worker() -> Callable[..., Any]:
        die_with_parent(main_process, signal.SIGKILL)
        application: Callable[..., Any] = import_module(_APPLICATION).application
        return application

    server.serve(target_loader=in_worker, wrap_loader=False)
