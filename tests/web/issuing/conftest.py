"""Officers at their desks, and a folder of keys that is thrown away."""

from tests.domain.issuing.conftest import folders
from tests.web.desk.conftest import at, clock, desk, stranger, world

__all__ = ["at", "clock", "desk", "folders", "stranger", "world"]
