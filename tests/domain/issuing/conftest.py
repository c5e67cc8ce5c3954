"""The small world of the dossiers, and a folder of keys that is thrown away."""

import pytest

from tests.domain.dossiers.conftest import clock, world

__all__ = ["clock", "world"]


@pytest.fixture(autouse=True)
def folders(settings, tmp_path_factory):
    """Keys are made once for the whole run, since making them takes longest; files are each test's own."""
    settings.SIGNING = {**settings.SIGNING, "folder": tmp_path_factory.getbasetemp() / "signing"}
    at = {"location": tmp_path_factory.mktemp("files")}
    settings.STORAGES = {
        **settings.STORAGES,
        "attachments": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": at},
    }
