"""Who uses the embedded server: locks that the kernel drops with the process that held them.

`lock` is held for the moments of starting and stopping. `users` is shared by every command as long as it
uses the server. `kept` says that somebody asked for the server to stay (`motcua db start`); it counts until
the machine or container is started anew.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motcua.server import osuser, processes
from motcua.server.problems import NotPossibleError

_seats: set[int] = set()  # of this process


@contextmanager
def transition(folder: Path) -> Iterator[None]:
    """Only one command at a time starts or stops the server of `folder`; the others wait here."""
    descriptor = _open(folder / "lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def take_seat(folder: Path) -> int:
    """Be a user of the server until `leave`; call inside `transition`."""
    seat = _open(folder / "users")
    fcntl.flock(seat, fcntl.LOCK_SH)
    _seats.add(seat)
    return seat


def leave(seat: int) -> None:
    """Be a user of the server no longer."""
    _seats.discard(seat)
    os.close(seat)


def forget() -> None:
    """In a forked child: the seats are the parent's; the child keeps none of them taken."""
    for seat in set(_seats):
        leave(seat)


def unused(folder: Path) -> bool:
    """Whether no command uses the server; call inside `transition`, after leaving."""
    seat = _open(folder / "users")
    try:
        fcntl.flock(seat, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(seat)
    return True


def keep(folder: Path) -> None:
    """The server is to stay after the last user left."""
    path = folder / "kept"
    path.write_text(processes.this_boot(), encoding="ascii")
    osuser.inherit(path)


def release(folder: Path) -> None:
    """The server need not stay."""
    (folder / "kept").unlink(missing_ok=True)


def kept(folder: Path) -> bool:
    """Whether somebody asked for the server to stay since the machine or container was started."""
    try:
        return (folder / "kept").read_text(encoding="ascii") == processes.this_boot()
    except FileNotFoundError:
        return False


def _open(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        owner = osuser.by_uid(path.parent.stat().st_uid).name
        raise NotPossibleError(
            f"The data folder {path.parent.parent} belongs to OS user {owner}; "
            "run the command as that user, or name another folder in MOTCUA_DATA."
        ) from None
    osuser.inherit(path)
    return descriptor
