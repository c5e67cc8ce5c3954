"""Results are returned to whoever is named, once, and signed for."""

import pytest

from motcua.dossiers.models import Dossier, ResultPaper
from motcua.journal.events import Subject
from motcua.journal.queries import history
from tests.domain.dossiers.test_way import solved

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world, at):
    found = solved(world)
    at("2020-06-08T08:00")
    return found


@pytest.fixture
def counter(dossier, world, desk):
    """The counter officer on the day on which somebody comes."""
    return desk(world.counter)


def given(**changes):
    return {
        "collected_by": "applicant",
        "receiver_id_number": "",
        "receiver_name": "",
        "channel": "direct",
        **changes,
    }


@pytest.mark.parametrize(
    "typed",
    [
        "000.00.99.H52-200602-0001",
        "0001",
        "https://motcua.example/tra-cuu#000.00.99.H52-200602-0001/K7Q2MNPR",
        "ngoc anh",
        "0912345678",
        "014123456789||Lò Thị Ngọc Ánh|02061985|Nữ|Yên Châu|01052021",
    ],
)
def test_a_result_is_found_by_whatever_is_at_hand(counter, dossier, typed):
    answer = counter.get("/counter/return", {"q": typed})
    assert answer.headers["Location"] == f"/counter/return/{dossier.code}"


def test_what_is_not_ready_is_told(counter, world, at):
    from tests.web.desk.conftest import received

    code = received(world).code
    page = counter.get("/counter/return", {"q": code}).text
    assert f"Hồ sơ {code} chưa có kết quả để trả ở đây. Trạng thái: Được tiếp nhận." in page


def test_the_applicant_takes_the_result_and_signs(counter, dossier):
    address = f"/counter/return/{dossier.code}"
    assert "12/TLKS" in counter.get(address).text
    card = "014123456789||Lò Thị Ngọc Ánh|02061985|Nữ|Yên Châu|01052021"
    assert counter.post(address, given(receiver_id_number=card)).status_code == 302
    result = ResultPaper.objects.get(dossier=dossier)
    assert (result.receiver_name, result.receiver_id_number) == ("Lò Thị Ngọc Ánh", "014123456789")
    assert (result.collected_by, result.receipt_lost) == ("applicant", False)
    assert "NGƯỜI NHẬN KẾT QUẢ" in counter.get(address).text
    assert counter.post(address, given()).status_code == 200, "a second press returns nothing twice"
    assert ResultPaper.objects.get(dossier=dossier).returned_at == result.returned_at


def test_another_persons_card_is_noticed(counter, dossier):
    page = counter.post(f"/counter/return/{dossier.code}", given(receiver_id_number="014999999999"))
    assert page.status_code == 422
    assert "Số này khác số giấy tờ của người nộp" in page.text
    assert Dossier.objects.get(pk=dossier.pk).state == "ready"


def test_who_is_sent_shows_a_paper_and_a_lost_receipt_is_written_down(counter, dossier):
    address = f"/counter/return/{dossier.code}"
    sent = given(collected_by="authorised", receiver_name="Lò Văn Hùng", receipt_lost="on")
    page = counter.post(address, sent)
    assert page.status_code == 422
    assert 'href="#id_authority"' in page.text
    assert 'value="Lò Văn Hùng"' in page.text
    counter.post(address, {**sent, "authority": "Giấy ủy quyền ngày 5/6/2020, xã Chiềng Hặc"})
    result = ResultPaper.objects.get(dossier=dossier)
    assert (result.collected_by, result.receipt_lost) == ("authorised", True)
    story = str([event.payload for event in history(Subject("dossier", str(dossier.pk)))])
    assert "Chiềng Hặc" not in story


def test_neighbours_and_other_roles_find_nothing(dossier, desk, neighbour, world):
    address = f"/counter/return/{dossier.code}"
    assert desk(neighbour).get(address).status_code == 404
    assert dossier.code not in desk(neighbour).get("/counter/return").text
    assert desk(world.specialist).get(address).status_code == 403
