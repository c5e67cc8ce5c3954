"""`motcua replay --log`: real cases with their own deadlines through the real acts."""

import gzip
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from motcua.cli import replay
from motcua.cli.common import FoundWrong, Misuse, emit_json, tell


def play(file: Path, as_json: bool) -> None:
    """Play the log in `file` and print how late it was, by the system and by itself."""
    from motcua.simulation import log_playing, logs
    from motcua.simulation.replaying import BusyError

    content = _content(file)
    try:
        cases = logs.read(content.decode("utf-8-sig").splitlines())
    except ValueError as error:
        raise Misuse(f"{file}: {error}.") from error
    if not cases:
        raise Misuse(f"{file} holds no case.")
    wanted = log_playing.parameters(cases, content)
    replay.begin(wanted, log_playing.end(cases))
    started = time.monotonic()
    try:
        acts = log_playing.play(cases, wanted, after_commit=_show)
    except BusyError as busy:
        raise FoundWrong("Another process replays into this data.") from busy
    except KeyboardInterrupt:
        raise FoundWrong("\nInterrupted. The same command goes on from here.") from None
    seconds = round(time.monotonic() - started, 1)
    if sys.stderr.isatty():
        tell("")
    if acts:
        replay.sign()
    found = {**log_playing.result(cases), "acts_of_this_run": acts, "seconds": seconds}
    if as_json:
        emit_json(found)
    else:
        _tell(found)


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    try:
        return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    except (OSError, EOFError) as error:
        raise Misuse(f"{file} can't be unpacked: {error}.") from error


def _show(acts: int, at: datetime) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{at:%Y-%m-%d}  {acts} acts ", nl=False, err=True)


def _tell(found: dict[str, Any]) -> None:
    log, system = found["log"], found["system"]
    click.echo(
        f"The log: {log['cases']} cases, {log['closed']} closed, {log['open']} open; "
        f"late by instant {log['late_by_instant']}, by calendar day {log['late_by_day']}.\n"
        f"The system: {system['received']} received, {system['solved']} solved, {system['open']} open; "
        f"late {system['late']}."
    )
    for name in found["refused"]:
        click.echo(f"Refused, because it ends before it starts: {name}")
    for name in found["otherwise"]:
        click.echo(f"Late by one and not by the other: {name}")
    click.echo(f"{found['acts_of_this_run']} acts in {found['seconds']} s.")
