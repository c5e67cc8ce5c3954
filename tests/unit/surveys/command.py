"""`motcua sipas` in a process of its own, with no database to be had."""

import os
import subprocess
import sys

ENVIRONMENT = {
    **os.environ,
    "DATABASE_URL": "postgresql://nobody@localhost:1/none",
    "MOTCUA_DATA": "/nonexistent",
}
PROGRAM = "from motcua.cli.main import main; main(prog_name='motcua')"


def sipas(*arguments):
    """The finished process of `motcua sipas ARGUMENTS`."""
    command = [sys.executable, "-c", PROGRAM, "sipas", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=120)
