"""The user of the operating system that the database server runs as: never root."""

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from motcua.server.problems import NotPossibleError

SYSTEM_USER = "motcua-pg"
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH")


class OsUser(NamedTuple):
    """A user of the operating system."""

    name: str
    uid: int
    gid: int


def is_root() -> bool:
    """Whether this process may become another user."""
    return os.geteuid() == 0


def current() -> OsUser:
    """Who runs this process. Raises NotPossibleError when that user has no name."""
    return by_uid(os.geteuid())


def by_uid(uid: int) -> OsUser:
    """The user `uid`. Raises NotPossibleError when it has no name: PostgreSQL knows users by name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise NotPossibleError(
            f"The OS user with number {uid} has no name here, and PostgreSQL needs one. "
            "Add it to /etc/passwd, run as another user, or name a server in DATABASE_URL."
        ) from None
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def for_new_server() -> OsUser:
    """Whom a new server is to run as: ourselves, under root a system user of its own, made when absent."""
    if not is_root():
        return current()
    _make_system_user()
    try:
        return by_uid(pwd.getpwnam(SYSTEM_USER).pw_uid)
    except KeyError:
        raise NotPossibleError(
            "PostgreSQL does not run as root, and the system user for it could not be made. "
            f"Make it (useradd --system {SYSTEM_USER}), run as an ordinary user, "
            "or name a server in DATABASE_URL."
        ) from None


def _make_system_user() -> None:
    with contextlib.suppress(KeyError):
        pwd.getpwnam(SYSTEM_USER)
        return
    tool = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if tool:
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run(
            [tool, *options, "--shell", "/usr/sbin/nologin", SYSTEM_USER], capture_output=True, check=False
        )


def run(user: OsUser, command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `command` as `user` from the root folder, in a session of its own, with a bare environment.

    Output is captured as text; nothing is raised for an exit code. Raises PermissionError when `user`
    can't execute it.
    """
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    who = {} if user.uid == os.geteuid() else {"user": user.uid, "group": user.gid, "extra_groups": []}
    return subprocess.run(
        [str(part) for part in command],
        cwd="/",
        env={**environment, "LC_ALL": "C"},
        umask=0o077,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        start_new_session=True,
        check=False,
        **who,
        **options,
    )


def can_enter(user: OsUser, folder: Path) -> bool:
    """Whether `user` can go through `folder` to what lies in it."""
    return run(user, ["/usr/bin/test", "-x", folder]).returncode == 0


def passage(folder: Path) -> Path:
    """`folder`, made when absent with those above it; what root makes, others may go through (not list).

    Folders that are there already keep their modes.
    """
    if not folder.exists():
        passage(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        if is_root():
            folder.chmod(0o711)
    return folder


def own_folder(user: OsUser, folder: Path) -> Path:
    """`folder`, made when absent, belonging to `user` alone (mode 0700)."""
    folder.mkdir(mode=0o700, exist_ok=True)
    give(user, folder)
    return folder


def give(user: OsUser, path: Path) -> None:
    """Make `path` belong to `user`; only root can give, and only root needs to."""
    if is_root() and path.lstat().st_uid != user.uid:
        os.chown(path, user.uid, user.gid, follow_symlinks=False)


def inherit(path: Path) -> None:
    """Make `path` belong to whom its folder belongs to, so that root leaves no file its owner can't use."""
    if is_root():
        above = path.parent.stat()
        os.chown(path, above.st_uid, above.st_gid, follow_symlinks=False)
