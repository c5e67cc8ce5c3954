"""Officers and their books in the small world of the dossiers' tests."""

from tests.domain.dossiers.conftest import clock, world
from tests.web.desk.conftest import at, desk

__all__ = ["at", "clock", "desk", "world"]
