"""`motcua voice`: records the voice of the waiting hall."""

import shutil
from pathlib import Path

import click

from motcua.cli.common import Misuse, tell
from motcua.server import places


@click.command("voice")
@click.option("--again", is_flag=True, help="Record everything anew.")
def command(again: bool) -> None:
    """Record what the wall screen says when a number is called, with espeak-ng (Debian package espeak-ng).

    The recordings lie in the folder `voice` of the data folder; other ones of the same names, spoken by a
    person, may be put there instead (WAV). Without recordings the screen is silent. Example:
    motcua voice
    """
    from motcua.queueing.recording import can_record

    if not can_record():
        raise Misuse("espeak-ng is not installed. On Debian: apt install espeak-ng")
    tell(f"Recorded {record(again=again)} pieces.")


def record(*, again: bool = False) -> int:
    """Record the missing pieces (all of them when `again`) into the data folder; how many were recorded."""
    from motcua.queueing.recording import record_pieces
    from motcua.queueing.voice import PIECES

    folder: Path = places.data_folder() / "voice"
    if again and folder.exists():
        shutil.rmtree(folder)
    return record_pieces(PIECES, folder)
