"""Records the pieces of the hall's voice with espeak-ng, where the machine has it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = "espeak-ng"
_VOICE = ("-v", "vi", "-s", "140", "-g", "2")


def can_record() -> bool:
    """Whether espeak-ng is installed."""
    return shutil.which(PROGRAM) is not None


def record_pieces(pieces: Mapping[str, str], folder: Path) -> int:
    """Write each missing piece (name -> words) into `folder` as `<name>.wav`; how many were written.

    A piece appears whole or not at all. Raises subprocess.CalledProcessError when espeak-ng fails, OSError
    when it is missing or the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = {name: words for name, words in pieces.items() if not (folder / f"{name}.wav").exists()}
    with TemporaryDirectory(dir=folder) as workshop:
        for name, words in missing.items():
            made = Path(workshop) / f"{name}.wav"
            subprocess.run([PROGRAM, *_VOICE, "-w", str(made), words], check=True, capture_output=True)
            os.replace(made, folder / made.name)
    return len(missing)
