"""A database server for the test run: without DATABASE_URL, a throw-away embedded one.

Loaded early (`-p` in pyproject), because Django's settings read the address. It starts in the process that
was called; xdist's workers inherit the address. `MOTCUA_TEST_PG=15` runs the suite on Debian's PostgreSQL 15.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from motcua.server import binaries, cluster, databases, places, running, site, usage
from motcua.server.problems import ServerError
from motcua.server.signals import ending_in_order

SUPERUSER = "MOTCUA_TEST_SUPERUSER"
"""Names the role of tests that play a superuser; the owner where nobody says another."""

_PREFIX = "mct-"  # short: the path of a socket is
_RUN = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before Django's settings are read: start a server unless one is named."""
    if not os.environ.get("DATABASE_URL") and not early_config.known_args_namespace.help:
        try:
            _start()
        except ServerError as error:
            _RUN.close()
            raise pytest.UsageError(str(error)) from error
    return (yield)


def pytest_unconfigure():
    """At the end of the run, also after Ctrl-C: stop the server and remove its folder."""
    _RUN.close()


def _start():
    version = os.environ.get("MOTCUA_TEST_PG")
    if version:
        os.environ[binaries.OVERRIDE] = f"/usr/lib/postgresql/{version}/bin"
    _sweep()
    data = Path(tempfile.mkdtemp(prefix=_PREFIX, dir="/tmp"))
    data.chmod(0o711)  # under root the server runs as another user
    _RUN.enter_context(ending_in_order())
    _RUN.callback(shutil.rmtree, data, ignore_errors=True)
    found = _RUN.enter_context(cluster.used(data, careless=True))
    with running.connect(found) as connection:
        connection.execute("ALTER ROLE motcua_owner CREATEDB")  # each run of the suite makes its own
    os.environ[SUPERUSER] = "postgres"
    os.environ["MOTCUA_DATA"] = str(data)
    os.environ["DATABASE_URL"] = databases.embedded_url(data, "motcua_app")
    os.environ["DATABASE_OWNER_URL"] = databases.embedded_url(data, "motcua_owner")


def _sweep():
    """Put away what a run that was killed left behind."""
    for data in Path("/tmp").glob(f"{_PREFIX}*"):
        if data.lstat().st_uid != os.geteuid() or not places.server_folder(data).is_dir():
            continue
        with usage.transition(places.server_folder(data)):
            if not usage.unused(places.server_folder(data)):
                continue
            found = site.of(data)
            if found:
                running.stop(found)
            shutil.rmtree(data, ignore_errors=True)
