"""Officers at their desks in the small world of the dossiers' tests, at a set time."""

import pytest
from django.test import Client
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import Dossier
from motcua.orgs.models import Level, UnitKind
from tests.domain.dossiers.conftest import clock, local, world
from tests.factories.people import make_unit, make_user

__all__ = ["clock", "world"]


@pytest.fixture
def at(monkeypatch):
    """`at("2020-06-03T09:00")`: from now on it is that time, for pages as well."""

    def set_to(text):
        now = local(text)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    set_to("2020-06-03T09:00")
    return set_to


@pytest.fixture
def desk(at):
    """`desk(user)`: a browser of `user`, signed in."""

    def of(user):
        client = Client()
        client.force_login(user)
        return client

    return of


@pytest.fixture
def stranger(world):
    """A specialist of another district."""
    other = make_unit("huyen-khac", kind=UnitKind.DISTRICT, level=Level.DISTRICT)
    office = make_unit("huyen-khac-tu-phap", under=other, kind=UnitKind.OFFICE, level=Level.DISTRICT)
    return make_user(role=Role.SPECIALIST, unit=office)


def received(world, when="2020-06-02T09:00"):
    """A dossier at the counter."""
    return receive(
        actor=world.counter,
        at=local(when),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        brought=world.papers,
    )


def handed_over(world, when="2020-06-02T09:00"):
    """A dossier on its way to the office, not yet accepted there."""
    dossier = received(world, when)
    hand_over(actor=world.counter, at=local(when), step=dossier.steps.get())
    return Dossier.objects.get(pk=dossier.pk)
