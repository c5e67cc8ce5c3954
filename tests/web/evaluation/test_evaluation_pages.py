"""The applicant's slip, an officer's own page with the right of reply, the table of leaders."""

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.evaluation.models import Reply, Slip
from tests.domain.dossiers.conftest import clock, world
from tests.domain.reports.walking import received, solved

__all__ = ["clock", "world"]
pytestmark = pytest.mark.django_db

GOOD = {"timing": 2, "contacts": 0, "agencies": 1, "attitude": 2, "convenience": 2, "overall": 2}


@pytest.fixture
def dossier(world):
    return solved(world, received(world, "2020-06-02T09:00"), "2020-06-05")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_holder_of_the_secret_evaluates_once(client, dossier):
    secret = Dossier.objects.get(pk=dossier.pk).secret
    assert client.get("/tra-cuu/danh-gia").status_code == 302
    client.post("/tra-cuu", {"code": dossier.code, "secret": secret})
    assert "/tra-cuu/danh-gia" in client.get("/tra-cuu/ho-so").content.decode()
    wrong = client.post("/tra-cuu/danh-gia", GOOD | {"attitude": 0})
    assert wrong.status_code == 422
    assert "không rõ" in wrong.content.decode()
    assert client.post("/tra-cuu/danh-gia", GOOD | {"blamed": "unsure"}).status_code == 302
    slip = Slip.objects.get()
    assert (slip.dossier_id, slip.blamed, slip.overall) == (dossier.pk, "", 2)
    again = client.post("/tra-cuu/danh-gia", GOOD)
    assert again.status_code == 422
    assert "một lần" in again.content.decode()


def test_an_officer_sees_his_own_scores_and_replies(world, dossier):
    client = signed_in(world.specialist)
    page = client.get("/evaluation/?year=2020").content.decode()
    assert "1 hồ sơ, 0 phiếu" in page
    assert dossier.code not in page
    told = {"index": 2, "words": "Chờ ý kiến của xã."}
    assert client.post("/evaluation/?year=2020", {"index": 2, "words": " "}).status_code == 422
    assert client.post("/evaluation/?year=2020", told).status_code == 302
    assert Reply.objects.get().officer == world.specialist.officer
    assert "Chờ ý kiến của xã." in client.get("/evaluation/?year=2020").content.decode()
    other = signed_in(world.counter).get("/evaluation/?year=2020").content.decode()
    assert "Chờ ý kiến" not in other


def test_leaders_see_their_agencies_and_others_nothing(world, dossier):
    page = signed_in(world.chairman).get("/evaluation/agencies?year=2020").content.decode()
    assert "UBND huyện" in page
    assert "chưa xếp loại" in page
    assert signed_in(world.specialist).get("/evaluation/agencies").status_code == 403
