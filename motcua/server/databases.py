"""Which PostgreSQL the installation speaks to, and under which role."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

from motcua.server import record

OWNER = "owner"  # the alias of migrations
DATABASE = "motcua"
PORT = 5432  # names the embedded server's socket; no port of the network is opened


def outside() -> str | None:
    """The address of an outside server (`DATABASE_URL`); None when the embedded one is to be used."""
    return os.environ.get("DATABASE_URL") or None


def from_environment(data: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES.

    `default` is the application's role (`DATABASE_URL`), `owner` the role that migrations run under
    (`DATABASE_OWNER_URL`, else the same as `DATABASE_URL`). Without `DATABASE_URL` both are roles of
    the embedded server in the data folder.
    """
    url = outside() or embedded_url(data, "motcua_app")
    if outside():
        owner_url = os.environ.get("DATABASE_OWNER_URL") or url
    else:
        owner_url = embedded_url(data, "motcua_owner")
    return {"default": as_django(url), OWNER: as_django(owner_url)}


def embedded_url(data: Path, role: str) -> str:
    """The address of the embedded server's database for `role`, as libpq understands it."""
    return f"postgresql://{role}@/{DATABASE}?host={quote(str(record.socket_folder(data)))}&port={PORT}"


def as_django(url: str) -> dict[str, Any]:
    """One entry of DATABASES from any address that libpq understands."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Statements of `motcua.server.prepared` are prepared at once; Django's own never are.
        "OPTIONS": {"prepare_threshold": 0, **parts},
    }
