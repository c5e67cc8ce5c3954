"""One embedded server as it lies on the disk: its folders, its OS user, its programs."""

import os
from dataclasses import dataclass
from pathlib import Path

from motcua.server import binaries, osuser, places, record
from motcua.server.osuser import OsUser
from motcua.server.problems import NotPossibleError
from motcua.server.record import Record


@dataclass(frozen=True)
class Site:
    """The server's files below the data folder `data`, or where its record points to."""

    data: Path
    record: Record

    @property
    def home(self) -> Path:
        """The folder of everything below."""
        return record.home(self.data, self.record)

    @property
    def directory(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The folder of logs."""
        return self.home / "log"

    @property
    def title(self) -> str:
        """What the titles of the server's processes begin with, after `postgres: `."""
        return f"motcua-{self.record.id}"

    @property
    def user(self) -> OsUser:
        """Whom the server runs as: the owner of its files.

        Raises NotPossibleError when that is somebody else and we are not root.
        """
        owner = osuser.by_uid(self.directory.stat().st_uid)
        if owner.uid != os.geteuid() and not osuser.is_root():
            raise NotPossibleError(
                f"The database in {self.data} belongs to OS user {self.record.made_by}; "
                "run the command as that user, or name another folder in MOTCUA_DATA."
            )
        return owner

    @property
    def major(self) -> int:
        """PostgreSQL's major version, which the files keep for life."""
        return int((self.directory / "PG_VERSION").read_text(encoding="ascii"))

    def programs(self) -> binaries.Binaries:
        """Programs of that version. Raises NotPossibleError when they are missing."""
        return binaries.find(self.user, self.major)


def of(data: Path) -> Site | None:
    """The server of the data folder `data`; None when none was made yet."""
    known = record.read(data)
    if known is None:
        return None
    site = Site(data, known)
    if not site.directory.exists():
        raise NotPossibleError(
            f"The data folder {data} says that its database lies in {site.home}, but it is not there. "
            f"Bring it back, or remove {places.server_folder(data)} to begin with an empty database."
        )
    return site
