"""The same small world in which dossiers walk."""

from tests.domain.dossiers.conftest import clock, world

__all__ = ["clock", "world"]
