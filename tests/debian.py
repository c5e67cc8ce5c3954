"""Debian packages that some tests need: one table, asked by the tests and by `python -m tests.needs`.

A test that needs one calls `require("chromium")` (or takes the fixture `requires_debian`): without the
package it is skipped by name, or fails when MOTCUA_REQUIRE_ALL=1 (.ci/run).
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

REQUIRED = os.environ.get("MOTCUA_REQUIRE_ALL") == "1"
"""Whether nothing may be left out, as in `.ci/run`."""


class Package(NamedTuple):
    """A Debian package: what shows that it is there, and what for."""

    name: str
    program: str  # a program in the path, or an absolute path
    needed_by: str

    def present(self) -> bool:
        """Whether it is installed."""
        return Path(self.program).exists() or shutil.which(self.program) is not None


PACKAGES = {
    package.name: package
    for package in (
        Package("poppler-utils", "pdftotext", "tests/unit: where every word of a printed form stands"),
        Package("chromium", "chromium", "tests/journeys: a real browser, with axe"),
        Package("default-jre-headless", "java", "tests/unit/surveys: ODK Validate on exported forms"),
        Package("clamav-daemon", "clamd", "tests/domain/attachments: a real virus scanner"),
        Package("softhsm2", "softhsm2-util", "tests/domain/issuing: a token reached by PKCS#11"),
        Package("espeak-ng", "espeak-ng", "tests/domain/queueing: the voice of the waiting hall"),
        Package(
            "postgresql-15", "/usr/lib/postgresql/15/bin/postgres", "tests/domain: the oldest PostgreSQL"
        ),
    )
}


def require(name: str) -> None:
    """Skip the test that calls this, by the package's name, unless it is installed; fail in `.ci/run`."""
    package = PACKAGES[name]
    if package.present():
        return
    message = f"Debian package {name} is not installed"
    if REQUIRED:
        pytest.fail(message)
    pytest.skip(message)
