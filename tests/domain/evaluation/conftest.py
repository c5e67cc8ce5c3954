"""The small world of the dossiers' tests, for evaluations."""

from tests.domain.dossiers.conftest import clock, world
from tests.domain.reports.conftest import june

__all__ = ["clock", "june", "world"]
