"""Answering by the code of a letter: once, with what is wrong told and nothing typed lost."""

import logging

import pytest
from django.test import Client

from motcua.journal.models import Event
from motcua.rounds import sealing
from motcua.rounds.models import Letter, Token

pytestmark = pytest.mark.django_db


def test_a_code_answers_once(codes):
    client = Client()
    assert (
        client.get("/khao-sat", {"code": f"{codes[0][:8].lower()} {codes[0][8:]}"}).url
        == f"/khao-sat/{codes[0]}"
    )
    page = client.get(f"/khao-sat/{codes[0]}").content.decode()
    assert 'name="c22"' in page
    assert "UBND xã Viêng Lán" in page
    assert (
        client.post(f"/khao-sat/{codes[0]}", {"c01": "4", "expects": ["online", "seats"]}).url
        == "/khao-sat/cam-on"
    )
    assert client.get("/khao-sat/cam-on").status_code == 200
    told = sealing.unseal(bytes(Letter.objects.get().sealed))
    assert told == {"answers": {"c01": 4, "expects": ["online", "seats"]}, "seconds": None}
    again = client.post(f"/khao-sat/{codes[0]}", {"c01": "1"})
    assert again.status_code == 410
    assert "đã được dùng" in again.content.decode()
    assert Letter.objects.count() == 1


def test_what_is_wrong_is_told_and_the_rest_is_kept(codes):
    given = {"c01": "5", "ethnicity": "Thái", "expects": ["online", "seats", "skill", "faster"]}
    refused = Client().post(f"/khao-sat/{codes[0]}", given)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Chọn nhiều nhất 3 câu" in page
    assert 'value="Thái"' in page
    assert 'id="c01-5" value="5" checked' in page
    assert not Token.objects.filter(used=True).exists()


def test_a_wrong_code_is_explained(survey):
    refused = Client().get("/khao-sat/ABCD")
    assert refused.status_code == 404
    assert "Không có mã này" in refused.content.decode()


def test_neither_log_nor_journal_nor_session_knows_of_an_answer(codes, caplog):
    caplog.set_level(logging.DEBUG)
    events = Event.objects.count()
    client = Client()
    for address in (codes[0], codes[0], "ABCD"):
        client.post(f"/khao-sat/{address}", {"c01": "4"})
        client.get(f"/khao-sat/{address}")
    assert codes[0] not in caplog.text.replace("django.db.backends", "")
    assert Event.objects.count() == events
    assert "sessionid" not in client.cookies


def test_the_address_with_the_code_goes_nowhere_and_the_form_still_comes_from_somewhere(codes):
    """Under "no-referrer" browsers send a form with the origin "null", and Django refuses it."""
    page = Client().get(f"/khao-sat/{codes[0]}")
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert '<meta name="referrer" content="strict-origin">' in page.content.decode()
