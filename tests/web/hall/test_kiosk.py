"""Taking a number, following it, seeing it called: pages for everybody in the hall."""

import re

import pytest
from django.test import Client

from motcua.queueing.models import Ticket
from motcua.web.hall.views import kiosk
from tests.domain.queueing.conftest import T0


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def address(hall):
    return f"/queue/kiosk/{hall.hall.kiosk_key}"


def test_two_touches_give_a_number(hall, at, visitor, address):
    at(T0 + "08:00")
    start = visitor.get(address).text
    assert "Đất đai" in start
    assert "chưa có ai chờ" in start
    second = visitor.get(f"{address}?group=B").text
    assert "Phụ nữ mang thai" in second
    page = visitor.post(address, {"group": "B", "ground": "pregnant"}, follow=True)
    assert page.status_code == 200
    ticket = Ticket.objects.get()
    assert (ticket.code, ticket.ground) == ("B001", "pregnant")
    assert "B001" in page.text
    assert "data:image/svg+xml" in page.text
    assert f'href="{address}"' in page.text
    assert "1 người đang chờ" in visitor.get(address).text


def test_without_the_key_there_is_no_paper_and_with_it_not_without_end(
    hall, at, visitor, address, monkeypatch
):
    at(T0 + "08:00")
    assert visitor.get("/queue/kiosk/nonsense").status_code == 404
    assert visitor.post("/queue/kiosk/nonsense", {"group": "A"}).status_code == 404
    monkeypatch.setattr(kiosk, "MOST_A_MINUTE", 2)
    answers = [visitor.post(address, {"group": "A", "ground": ""}).status_code for _ in range(3)]
    assert answers == [302, 302, 429]
    at(T0 + "08:02")
    assert visitor.post(address, {"group": "A", "ground": ""}).status_code == 302


def test_nonsense_is_answered_by_the_choice(hall, at, visitor, address):
    at(T0 + "08:00")
    for sent in ({"group": "Z"}, {}, {"group": "A", "ground": "vip"}):
        page = visitor.post(address, sent)
        assert page.status_code == 422
        assert "Hộ tịch" in page.text
    assert not Ticket.objects.exists()


def test_one_s_number_is_followed_by_its_secret_alone(hall, at, visitor):
    for minute in range(3):
        hall.ticket("A", f"{T0}08:0{minute}")
    mine = Ticket.objects.get(number=3)
    at(T0 + "08:10")
    assert visitor.get(f"/queue/ticket/{mine.pk}").status_code == 404
    page = visitor.get(f"/queue/ticket/{mine.secret}")
    assert re.search(r"Còn <strong>2</strong> người ở trước", page.text)
    assert "phút" not in page.text  # unknown is not told
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    for minute in (10, 11):
        hall.serve(hall.call(0, f"{T0}08:{minute}"), f"{T0}08:{minute}", f"{T0}08:{minute}")
    hall.call(1, T0 + "08:12")
    assert "quầy 2" in visitor.get(f"/queue/ticket/{mine.secret}").text
    at("2020-06-03T08:00")
    assert "không dùng được nữa" in visitor.get(f"/queue/ticket/{mine.secret}").text


def test_the_wall_shows_the_latest_calls_with_their_words(hall, at, visitor):
    at(T0 + "08:00")
    wall = f"/queue/screen/{hall.unit.code}"
    assert "Chưa gọi số nào" in visitor.get(wall).text
    for minute in range(2):
        hall.ticket("A", f"{T0}08:0{minute}")
    hall.call(0, T0 + "08:05")
    hall.call(1, T0 + "08:06")
    at(T0 + "08:07")
    text = visitor.get(wall).text
    assert text.index("A002") < text.index("A001")
    assert 'data-pieces="moi-so chu-a so-0 so-0 so-2 den-quay-so quay-2"' in text
    part = visitor.get(wall, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).text
    assert "<html" not in part
    assert visitor.get("/queue/screen/khong-co").status_code == 404


def test_the_voice_is_served_as_sound_and_nothing_else_is(hall, visitor, settings, tmp_path):
    settings.DATA = tmp_path
    assert visitor.get("/queue/voice/moi-so.wav").status_code == 404
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "moi-so.wav").write_bytes(b"RIFF")
    (tmp_path / "voice" / "secret.wav").write_bytes(b"RIFF")
    answer = visitor.get("/queue/voice/moi-so.wav")
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"RIFF"
    assert visitor.get("/queue/voice/secret.wav").status_code == 404
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
