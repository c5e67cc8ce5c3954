"""What a data folder remembers about its embedded server: a small file that everybody may look up."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from motcua.server import osuser, places
from motcua.server.problems import NotPossibleError


@dataclass(frozen=True)
class Record:
    """Where the server's files are and who made them."""

    id: str  # marks the server's processes in their titles
    home: str  # folder of data, socket and log; relative to the data folder's own one
    made_by: str  # OS user
    socket: str = ""  # folder of the socket when the one in `home` has too long a path
    careless: bool = False  # a throw-away server, which may lose everything in a crash


def read(data: Path) -> Record | None:
    """The record of the data folder `data`; None when it has no server yet."""
    try:
        return Record(**json.loads(_path(data).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (PermissionError, NotADirectoryError):
        raise NotPossibleError(
            f"The data folder {data} can't be used by OS user {osuser.current().name}."
        ) from None


def write(data: Path, record: Record) -> Record:
    """Put `record` in place in one step, whatever dies meanwhile."""
    path = _path(data)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(json.dumps(asdict(record), indent=2) + "\n", encoding="utf-8")
    draft.chmod(0o644)
    osuser.inherit(draft)
    os.replace(draft, path)
    return record


def with_socket(data: Path, record: Record, socket: str) -> Record:
    """The record with another socket folder, written when that changes it."""
    return record if record.socket == socket else write(data, replace(record, socket=socket))


def home(data: Path, record: Record) -> Path:
    """The folder that holds the server's data, socket and log."""
    return places.server_folder(data) / record.home  # an absolute home replaces what stands before it


def socket_folder(data: Path) -> Path:
    """Where the embedded server of `data` listens, or will by default."""
    record = read(data)
    if record is None:
        return places.server_folder(data) / "socket"
    return Path(record.socket) if record.socket else home(data, record) / "socket"


def _path(data: Path) -> Path:
    return places.server_folder(data) / "server.json"
