"""Secrets that an installation makes for itself, outside the database, readable by its owner alone."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def django_secret(data: Path) -> str:
    """The key that signs sessions; made on first use in `data`/keys/django-secret (mode 0600)."""
    return read_or_make(data / "keys" / "django-secret", lambda: secrets.token_urlsafe(50).encode()).decode()


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes of the secret file `path`; `make()` provides them once, however many processes ask first."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
        try:
            os.link(draft, path)  # atomic: the first one wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
