"""Processes as Linux shows them: who is alive, who was left behind, who must not outlive whom."""

import contextlib
import ctypes
import os
import signal
from collections.abc import Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def alive(pid: int) -> bool:
    """Whether a process `pid` exists and is no zombie."""
    return _state(pid) not in {"", "Z", "X"}


def command_line(pid: int) -> str:
    """The command line of `pid`, or the title it gave itself; empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def titled(start: str) -> Iterator[int]:
    """Live processes whose command line or title begins with `start`."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and command_line(int(entry.name)).startswith(start):
            yield int(entry.name)


def parent(pid: int) -> int:
    """The parent's process id; 0 when there is no such process."""
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def this_boot() -> str:
    """A mark that is the same until the machine or the container is started anew."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    first = _stat(1)
    return f"{boot} {first[19] if first else ''}".strip()


def die_with_parent(parent_pid: int, how: signal.Signals) -> None:
    """From now on this process gets `how` when its parent ends, however the parent ends.

    Exits at once when the parent `parent_pid` is gone already. Linux only.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    if os.getppid() != parent_pid:
        os._exit(1)


def end(pid: int, how: signal.Signals) -> None:
    """Send `how` to `pid`; nothing happens when it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def _state(pid: int) -> str:
    fields = _stat(pid)
    return fields[0] if fields else ""


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold blanks and brackets itself."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
