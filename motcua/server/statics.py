"""Static files of an installation: collected, hashed and compressed, again only when a source changed."""

import hashlib
from pathlib import Path


def collect() -> bool:
    """Collect static files unless the last collection was made from the same sources; whether it was done.

    Call with Django set up. Settings without a static root of hashed files (development) need none.
    """
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".sources"
    now = _sources()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(now, encoding="ascii")
    return True


def _sources() -> str:
    """One value for names, sizes and times of all static source files."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
