"""Tracking a dossier by code and secret: what the holder sees, and that nobody else sees anything."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import public
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.models import Dossier
from motcua.journal.models import Access
from motcua.lib.masking import masked_name
from motcua.printouts.addresses import PATH, tracking_address
from motcua.server import throttling
from motcua.web.portal.views import tracking
from tests.domain.dossiers.conftest import clock, local, world
from tests.domain.dossiers.test_exits import brought
from tests.domain.dossiers.test_time import registered, waiting
from tests.domain.dossiers.test_way import received, solved

__all__ = ["clock", "world"]
pytestmark = pytest.mark.django_db
NOW = datetime(2020, 6, 4, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _june(monkeypatch):
    monkeypatch.setattr("motcua.web.portal.days.now", lambda: NOW)


def tracked(client, dossier):
    """The dossier's page, opened by code and secret as they stand on its receipt."""
    row = Dossier.objects.get(pk=dossier.pk)
    answer = client.post(PATH, {"code": row.code, "secret": row.secret}, follow=True)
    assert answer.redirect_chain == [("/tra-cuu/ho-so", 302)]
    assert answer.status_code == 200
    return answer.text


def test_the_holder_sees_where_it_is_who_has_it_and_until_when(client, world):
    text = tracked(client, received(world))
    title = "Chuyên viên"
    for said in (
        "Thủ tục đi một vòng",
        "000.00.99.H52-200602-0001",
        "huyen-mot-cua",
        f"{world.counter.officer.full_name}, {title}",
        "09:00 02/06/2020",
        "17:00 09/06/2020",
        "còn 3 ngày làm việc",
        "bỏ qua 6–7/6 (cuối tuần)",
        "Tiếp nhận hồ sơ",
    ):
        assert said in text, said


def test_of_the_applicant_only_what_the_holder_knows_is_told_and_that_masked(client, world):
    dossier = received(world)
    text = tracked(client, dossier)
    assert "Lò T. N. Á." in text
    private = [world.applicant.name, world.applicant.id_number, world.applicant.phone]
    assert not [told for told in private if told in text]
    assert Dossier.objects.get(pk=dossier.pk).secret not in text


def test_who_is_asked_for_papers_sees_which_why_and_until_when(client, world):
    text = tracked(client, waiting(world).dossier)
    for said in ("Bạn cần bổ sung", "Bản vẽ", "thiếu", "12/06/2020", "tạm dừng", "Thứ Hai"):
        assert said in text, said


def test_every_move_of_the_date_tells_its_ground(client, world):
    dossier = Dossier.objects.get(pk=waiting(world).dossier_id)
    record_supplement(actor=world.counter, at=local("2020-06-08T09:00"), dossier=dossier)
    dossier.refresh_from_db()
    at, new = local("2020-06-09T09:00"), local("2020-06-16T17:00")
    told = {"new_date": new, "reason": "chờ ký", "signer": world.head.officer}
    apologise(actor=world.counter, at=at, dossier=dossier, **told)
    text = tracked(client, dossier)
    for said in (
        "Lùi hạn theo thời gian tạm dừng → 17:00 12/06/2020",
        "Xin lỗi và hẹn lại → 17:00 16/06/2020",
        "chờ bổ sung hồ sơ, từ 09:00 03/06/2020 đến 09:00 08/06/2020",
    ):
        assert said in text, said


def test_a_result_that_waits_says_where_and_when_to_fetch_it(client, world):
    text = tracked(client, solved(world))
    for said in ("Nhận kết quả", "10:00 05/06/2020", "07:30–11:30", "Trước hạn"):
        assert said in text, said


def test_a_refusal_tells_reason_and_ground(client, world):
    at = local("2020-06-02T08:00")
    refused = refuse_at_reception(
        actor=world.counter, at=at, reason="không thuộc thẩm quyền", legal_basis="Điều 5", **brought(world)
    )
    text = tracked(client, refused)
    assert "không thuộc thẩm quyền" in text
    assert "Điều 5" in text
    assert "Chưa có ngày hẹn" in text


def test_what_was_sent_online_waits_for_the_counter(client, world):
    assert "đang chờ kiểm tra" in tracked(client, registered(world))


def test_opinions_and_notes_between_officers_stay_between_them(client, world):
    step = waiting(world)
    seen = public.seen(step.dossier_id, NOW)
    assert "propose_supplement" not in {row.act for row in seen.story}
    assert [row.act for row in seen.story][-1] == "request_supplement"


def test_a_wrong_code_and_a_wrong_secret_are_answered_alike(client, world):
    dossier = Dossier.objects.get(pk=received(world).pk)
    pairs = [(dossier.code, "AAAAAAAA"), ("H52-1", dossier.secret), (dossier.code, dossier.secret[:-1])]
    answers, asked = [], []
    for code, secret in pairs:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(PATH, {"code": code, "secret": secret})
        assert answer.status_code == 422
        assert "mc_tracked" not in answer.cookies
        asked.append(len(queries))
        text = answer.text.replace(code, "").replace(secret, "")
        answers.append(text[text.index("<main") : text.index("</main>")].split("csrfmiddlewaretoken")[0])
    assert len(set(answers)) == 1
    assert max(asked) - min(asked) <= 1  # the first attempt also clears old ones away


def test_without_opening_there_is_nothing_to_see(client, world):
    dossier = received(world)
    assert client.get("/tra-cuu/ho-so").headers["Location"] == PATH
    client.cookies["mc_tracked"] = str(dossier.pk)
    assert client.get("/tra-cuu/ho-so").headers["Location"] == PATH


def test_code_and_secret_stand_in_no_address_and_no_page_is_kept(client, world):
    dossier = Dossier.objects.get(pk=received(world).pk)
    client.post(PATH, {"code": dossier.code, "secret": dossier.secret})
    page = client.get("/tra-cuu/ho-so")
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    address = tracking_address("https://x.example", dossier.code, dossier.secret)
    assert address.partition("#")[0] == f"https://x.example{PATH}"


def test_a_printed_code_is_read_however_it_is_typed(client, world):
    dossier = Dossier.objects.get(pk=received(world).pk)
    typed = {
        "code": f" {dossier.code.lower()} ",
        "secret": f"{dossier.secret[:4]} {dossier.secret[4:]}".lower(),
    }
    assert client.post(PATH, typed).status_code == 302


def test_every_look_is_written_down(client, world):
    dossier = received(world)
    tracked(client, dossier)
    client.get("/tra-cuu/ho-so")
    looks = Access.objects.filter(subject_id=str(dossier.pk))
    assert [(look.actor_name, look.purpose, look.address) for look in looks] == [
        ("Người giữ mã tra cứu", "tra cứu hồ sơ bằng mã", "127.0.0.1")
    ] * 2


def test_the_page_is_small_enough_for_a_weak_network(client, world):
    tracked(client, waiting(world).dossier)
    page = client.get("/tra-cuu/ho-so", headers={"accept-encoding": "gzip"})
    assert len(page.content) < 8_000


def test_the_browser_forgets_when_it_is_told_to(client, world):
    tracked(client, received(world))
    assert client.post("/tra-cuu/xong").headers["Location"] == PATH
    assert client.get("/tra-cuu/ho-so").headers["Location"] == PATH


def test_who_guesses_too_often_waits_and_the_right_pair_waits_too(client, world, monkeypatch):
    dossier = Dossier.objects.get(pk=received(world).pk)
    right = {"code": dossier.code, "secret": dossier.secret}
    for _ in range(tracking.MOST_WRONG):
        assert client.post(PATH, {"code": "H52-1", "secret": "AAAAAAAA"}).status_code == 422
    answer = client.post(PATH, right)
    assert answer.status_code == 429
    assert "15 phút" in answer.text
    assert client.post(PATH, right, REMOTE_ADDR="192.0.2.1").status_code == 302
    later = NOW + tracking.WINDOW + timedelta(seconds=1)
    monkeypatch.setattr("motcua.web.portal.days.now", lambda: later)
    assert client.post(PATH, right).status_code == 302


def test_right_pairs_are_not_counted(client, world):
    dossier = received(world)
    for _ in range(3):
        tracked(client, dossier)
    assert throttling.attempts("track:127.0.0.1", NOW, tracking.WINDOW) == 0


def test_attempts_are_counted_in_a_window_that_ends():
    window = timedelta(minutes=15)
    counts = [throttling.count_attempt("x", NOW + timedelta(minutes=m), window) for m in (0, 5, 14, 15, 16)]
    assert counts == [1, 2, 3, 1, 2]
    assert throttling.attempts("x", NOW + timedelta(minutes=16), window) == 2
    assert throttling.attempts("x", NOW + timedelta(hours=1), window) == 0


@pytest.mark.parametrize(
    ("address", "whom"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", ""), ("unix:", "")],
)
def test_an_address_stands_for_its_connection(address, whom):
    assert throttling.origin(address) == whom


def test_a_demonstration_offers_dossiers_to_try(client, world):
    received(world)
    dossier = Dossier.objects.get(pk=solved(world).pk)
    text = client.get(PATH).text
    assert dossier.code in text
    assert dossier.secret in text


def test_a_real_installation_offers_none(client, world, monkeypatch):
    dossier = Dossier.objects.get(pk=solved(world).pk)
    real = public.installation().__class__("real", None)
    monkeypatch.setattr(public, "installation", lambda: real)
    assert dossier.secret not in client.get(PATH).text


def test_in_english(client, world):
    dossier = received(world)
    client.post("/language", {"language": "en", "next": "/"})
    assert "working days after the day of receipt" in tracked(client, dossier)


@pytest.mark.parametrize(("name", "masked"), [("Lò Thị Ngọc Ánh", "Lò T. N. Á."), ("Súa", "S."), (" ", "")])
def test_a_name_is_masked(name, masked):
    assert masked_name(name) == masked
