"""`python -m tests.needs`: get the Debian packages that tests need, or say what is skipped without them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import PACKAGES, REQUIRED, Package


def main() -> int:
    """Install what is missing if we can; 1 when something stays missing with MOTCUA_REQUIRE_ALL=1."""
    missing = _missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing)
        missing = _missing()
    for package in missing:
        print(f"Debian package {package.name} is missing; skipped without it: {package.needed_by}")
    return 1 if missing and REQUIRED else 0


def _missing() -> list[Package]:
    return [package for package in PACKAGES.values() if not package.present()]


def _install(packages: list[Package]) -> None:
    print("Installing Debian packages for tests:", ", ".join(p.name for p in packages))
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    names = [p.name for p in packages]
    keep = ["-o", "Dpkg::Options::=--force-confold"]
    _forbid_a_server_of_the_system()
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *keep, *names]):
        try:
            subprocess.run(["apt-get", "-qq", *command], timeout=300, check=False, **quiet)
        except subprocess.TimeoutExpired:
            print("apt-get took too long.")
            return


def _forbid_a_server_of_the_system() -> None:
    """Only the programs of Debian's PostgreSQL are wanted, not the server that its installation starts."""
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("create_main_cluster = false\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
