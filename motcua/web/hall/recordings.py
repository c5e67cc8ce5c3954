"""The recorded pieces of the hall's voice, where `motcua voice` has put them in the data folder."""

from pathlib import Path

from django.conf import settings

from motcua.queueing.voice import CALL, PIECES


def folder() -> Path:
    """Where the pieces lie."""
    return Path(settings.DATA) / "voice"


def path_of(piece: str) -> Path | None:
    """The recording of a piece; None for a name that is no piece, or where none was recorded."""
    found = folder() / f"{piece}.wav"
    return found if piece in PIECES and found.is_file() else None


def present() -> bool:
    """Whether the hall has a voice."""
    return path_of(CALL) is not None
