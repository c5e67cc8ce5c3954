"""A survey team, and a round that takes answers."""

import pytest
from django.test import Client

from motcua.accounts.permissions import Role
from motcua.rounds import tokens
from motcua.rounds.models import SampleEntry
from tests.domain.dossiers.conftest import clock, local
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_cell, make_entries, make_round, make_tokens

__all__ = ["clock", "local"]


@pytest.fixture
def team(db):
    """Somebody who conducts surveys of a district."""
    return make_user(role=Role.SURVEY_TEAM, unit=make_unit("yen-chau", name="UBND huyện Yên Châu"))


@pytest.fixture
def signed_in(team):
    client = Client()
    client.force_login(team)
    return client


@pytest.fixture
def survey(team):
    """An open round with six people to ask in one unit."""
    found = make_round(team.officer.positions.get().unit)
    make_tokens(make_entries(make_cell(found, "viet-hung", name="UBND xã Viêng Lán"), 6))
    return found


@pytest.fixture
def codes(survey):
    """The codes of the six."""
    return list(tokens.good_ones(SampleEntry.objects.filter(round=survey)).values())
