"""A database of a benchmark's own, removed at the end, beside the one that the environment names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch() -> Iterator[None]:
    """Inside, Django works on an empty database; key and file of checkpoints go with it at the end."""
    from django.db import connections

    from motcua.server.databases import OWNER

    owner, default = connections[OWNER], connections["default"]
    name = f"{owner.settings_dict['NAME']}_bench"
    with owner._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    owner.close()
    default.close()
    before = default.settings_dict["NAME"]
    owner.settings_dict["NAME"] = default.settings_dict["NAME"] = name
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MOTCUA_JOURNAL_KEY"] = str(Path(folder) / "key")
            os.environ["MOTCUA_CHECKPOINTS"] = str(Path(folder) / "checkpoints.jsonl")
            yield
    finally:
        connections[OWNER].close()
        connections["default"].close()
        owner.settings_dict["NAME"] = default.settings_dict["NAME"] = before
        with owner._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
