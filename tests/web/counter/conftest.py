"""Officers at a counter in the small world of the dossiers' tests, at a set time."""

import re

import pytest

from motcua.accounts.permissions import Role
from motcua.orgs.models import Level, UnitKind
from tests.domain.dossiers.conftest import clock, local, world
from tests.factories.people import make_unit, make_user
from tests.web.desk.conftest import at, desk

__all__ = ["at", "clock", "desk", "local", "world"]

RECEIVE = "/counter/receive"
FORM = f"{RECEIVE}?procedure=9.100001"


@pytest.fixture
def counter(world, desk):
    """A browser of the counter officer."""
    return desk(world.counter)


@pytest.fixture
def neighbour(world):
    """A counter officer of another district."""
    other = make_unit("huyen-khac", kind=UnitKind.DISTRICT, level=Level.DISTRICT)
    one_stop = make_unit("huyen-khac-mot-cua", under=other, kind=UnitKind.ONE_STOP, level=Level.DISTRICT)
    return make_user(role=Role.COUNTER_OFFICER, unit=one_stop)


def hidden(page, name):
    """The value of a hidden field in a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def filled(client, **changes):
    """What a browser would send after the form was opened and the usual things were typed."""
    page = client.get(FORM)
    given = {
        "key": hidden(page, "key"),
        "version": hidden(page, "version"),
        "procedure": "9.100001",
        "name": "Lò Thị Ngọc Ánh",
        "id_number": "014185001234",
        "phone": "0912 345 678",
        "address": "Bản Hượn, Chiềng Hặc",
        "paper_1_originals": "1",
        "do": "receive",
    }
    return {**given, **changes}
