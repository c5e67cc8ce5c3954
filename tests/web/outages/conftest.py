"""A unit that worked on paper on 2 June 2020, in the small world of the dossiers' tests."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.record_outage import record_outage
from tests.domain.dossiers.conftest import clock, local, world
from tests.factories.people import make_user
from tests.web.desk.conftest import at, desk

__all__ = ["at", "clock", "desk", "local", "world"]


@pytest.fixture
def boss(world):
    """The head of the one-stop unit."""
    return make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)


@pytest.fixture
def outage(world, boss, at):
    """No electricity on the whole day before."""
    return record_outage(
        actor=boss,
        at=at("2020-06-03T07:45"),
        unit=world.one_stop,
        began_at=local("2020-06-02T07:30"),
        ended_at=local("2020-06-02T17:00"),
        ground="Mất điện, biên bản số 05/BB",
    )


@pytest.fixture
def counter(world, desk, at, outage):
    """A browser of the counter officer, at nine in the morning after."""
    browser = desk(world.counter)
    at("2020-06-03T09:00")
    return browser


@pytest.fixture
def send(counter, outage):
    """Sends a workbook; back comes the page on which one sees what is wrong."""

    def sent(content, name="so-giay.xlsx"):
        return counter.post(f"/outages/{outage.pk}", {"file": SimpleUploadedFile(name, content)}, follow=True)

    return sent
