"""Pages of a survey and of the evaluation, with figures on them: nothing that axe finds, none too wide."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.orgs.models import Unit
from motcua.rounds.lifecycle import State
from tests.factories.rounds import make_instrument
from tests.journeys.test_every_page import examine, sign_in
from tests.web.results.conftest import a_round

pytestmark = pytest.mark.slow
TEAM = "khaosat"


@pytest.fixture(scope="module")
def rounds(site, django_db_blocker):
    """Three rounds of the team's commune: published, closed, open."""
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as apart:
        return apart.submit(_rounds).result()


def _rounds():
    unit, instrument = Unit.objects.get(code="xa-yen-chau"), make_instrument()
    published = a_round(unit, 2023, instrument)
    closed = a_round(unit, 2024, instrument, published=False)
    opened = a_round(unit, 2025, instrument, state=State.OPEN)
    connection.close()
    return published, closed, opened


def test_pages_of_everybody(page, rounds):
    published, *_ = rounds
    addresses = (
        "/hai-long",
        f"/hai-long/{published.code}",
        "/khao-sat",
        "/khao-sat/sai-ma",
        "/tra-cuu/danh-gia",
    )
    assert not [(address, wrong) for address in addresses if (wrong := examine(page, address))]


def test_pages_of_the_team(page, rounds):
    published, closed, opened = (f"/surveys/{one.code}" for one in rounds)
    addresses = ["/surveys/", "/surveys/new", "/surveys/instruments", published, closed, f"{closed}/publish"]
    addresses += [opened, f"{opened}/quality", f"{opened}/people?unit=xa-a", f"{opened}/device"]
    addresses += [f"{opened}/{name}" for name in ("papers", "papers?number=9", "calls?unit=xa-a", "progress")]
    addresses += [f"/hai-long/{rounds[1].code}"]
    sign_in(page, TEAM)
    assert not [(address, wrong) for address in addresses if (wrong := examine(page, address))]
