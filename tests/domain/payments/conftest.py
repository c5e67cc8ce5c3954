"""Cashiers in the small world of the dossiers' tests."""

import pytest

from motcua.accounts.permissions import Role
from tests.domain.dossiers.conftest import clock, local, world
from tests.factories.people import make_user

__all__ = ["clock", "local", "world"]


@pytest.fixture
def cashier(world):
    """Who takes money at the counter."""
    return make_user(role=Role.CASH_DESK, unit=world.one_stop)


@pytest.fixture
def leader(world):
    """Who heads the one-stop unit."""
    return make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
