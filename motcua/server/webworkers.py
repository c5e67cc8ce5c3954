"""The web server's process: `python -m motcua.server.webworkers PARENT HOST PORT WORKERS THREADS`.

It loads the application once and forks the workers from it, so that they start at once and share its
memory. It ends with its parent, and the workers with it, however they are killed.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from motcua.server.processes import die_with_parent

_TARGET = "config.wsgi"
_SECONDS_TO_FINISH = 10  # for requests under way when workers are told to end


def main(arguments: list[str]) -> None:
    """Serve until told to stop by SIGTERM."""
    parent, host, port, workers, threads = arguments
    die_with_parent(int(parent), signal.SIGTERM)
    _load()
    # Objects loaded by now live as long as the process: a full collection over them would stall requests.
    gc.collect()
    gc.freeze()
    _serve(host, int(port), int(workers), int(threads))


def _load() -> None:
    from django.db import connections
    from django.urls import get_resolver

    import_module(_TARGET)
    _ = get_resolver().url_patterns  # loads every view
    connections.close_all()  # a connection must not be shared by workers


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        _TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )
    main_process = os.getpid()

    def in_worker() -> Callable[..., Any]:
        die_with_parent(main_process, signal.SIGKILL)
        application: Callable[..., Any] = import_module(_TARGET).application
        return application

    server.serve(target_loader=in_worker, wrap_loader=False)


if __name__ == "__main__":
    main(sys.argv[1:])
