"""A hall in the tests' database, and browsers of those who work there, at a set time."""

from tests.domain.queueing.conftest import clock, hall, local
from tests.web.desk.conftest import at, desk

__all__ = ["at", "clock", "desk", "hall", "local"]
