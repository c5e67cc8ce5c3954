"""Where an installation keeps its things. Pure: nothing here touches the disk."""

import os
from pathlib import Path

_SOURCE_ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The data folder: `MOTCUA_DATA`, else `.data` in a source checkout, else the user's data home."""
    named = os.environ.get("MOTCUA_DATA")
    if named:
        return Path(named).expanduser().absolute()
    if (_SOURCE_ROOT / "pyproject.toml").exists():
        return _SOURCE_ROOT / ".data"
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "motcua"


def server_folder(data: Path) -> Path:
    """Where a data folder keeps what belongs to its embedded server."""
    return data / "postgres"


def system_folder() -> Path:
    """Where root keeps programs and databases that lie nowhere their OS user could reach."""
    return Path("/var/lib/motcua")
