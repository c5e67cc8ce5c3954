"""The embedded server's configuration files; pure text, written anew at every start."""

from collections.abc import Iterable
from pathlib import Path

from motcua.server.databases import PORT

MAP = "motcua"
ROLES = ("postgres", "motcua_owner", "motcua_app")
TUNING = "tuning.conf"  # the operator's own settings, in the data directory

_SETTINGS = {
    "listen_addresses": "''",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "shared_buffers": "'128MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'8MB'",
    "maintenance_work_mem": "'64MB'",
    "random_page_cost": 1.1,
    "jit": "off",
    "wal_compression": "on",
    "timezone": "'UTC'",
    "datestyle": "'iso, dmy'",
    "lc_messages": "'C'",
    "default_text_search_config": "'pg_catalog.simple'",
    "logging_collector": "on",
    "log_filename": "'postgresql-%a.log'",
    "log_rotation_age": "'1d'",
    "log_rotation_size": 0,
    "log_truncate_on_rotation": "on",
    "log_timezone": "'UTC'",
    "log_line_prefix": "'%m [%p] %u@%d '",
    "log_lock_waits": "on",
    "log_min_duration_statement": "'2s'",
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def server(*, socket: Path, log: Path, name: str, careless: bool) -> str:
    """postgresql.conf: a small machine, one private socket, a week of logs."""
    settings = {
        **_SETTINGS,
        **(_CARELESS if careless else {}),
        "unix_socket_directories": _quoted('"' + str(socket).replace('"', '""') + '"'),
        "log_directory": _quoted(str(log)),
        "cluster_name": _quoted(name),
    }
    lines = [f"{key} = {value}" for key, value in settings.items()]
    head = f"# Written anew at every start. Put settings of your own into {TUNING} beside this file."
    return "\n".join([head, *lines, f"include_if_exists = '{TUNING}'", ""])


def access() -> str:
    """pg_hba.conf: nobody but the OS users of `identities`, and nothing over the network."""
    return f"local all all peer map={MAP}\nlocal replication all peer map={MAP}\n"


def identities(os_users: Iterable[str]) -> str:
    """pg_ident.conf: each of these OS users may be each of the server's roles."""
    quoted = sorted({'"' + user.replace('"', '""') + '"' for user in os_users})
    return "".join(f"{MAP} {user} {role}\n" for user in quoted for role in ROLES)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
