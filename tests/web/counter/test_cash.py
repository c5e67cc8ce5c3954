"""The cash desk on screen: a receipt taken, printed, cancelled, given back; the day counted and closed."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.models import Settlement
from motcua.payments.models import DaySheet
from tests.factories.people import give_role, make_unit, make_user
from tests.web.desk.conftest import local, received

pytestmark = pytest.mark.django_db
CLOSE = "/counter/cash/close/huyen-mot-cua/2020-06-03"


@pytest.fixture
def cashier(world, desk):
    """The counter officer, who keeps the cash desk too."""
    give_role(world.counter.officer, Role.CASH_DESK, world.one_stop)
    return desk(world.counter)


def taken(world, amount=8_000, when="2020-06-03T08:30"):
    told = {"name": "Lệ phí", "amount": amount, "book": "AA-20T"}
    return record_fee(actor=world.counter, at=local(when), dossier=received(world), **told)


def test_from_the_start_page_to_a_receipt_in_hand(cashier, world):
    code = received(world).code
    assert 'href="/counter/cash"' in cashier.get("/counter/").text
    assert cashier.get(f"/counter/cash?q={code[-4:]}").headers["Location"] == f"/counter/cash/dossier/{code}"
    fee = {"name": "Phí chứng thực", "amount": "12.000", "means": "transfer", "back": "cash"}
    page = cashier.post(f"/counter/done/{code}/fee", fee, follow=True)
    assert page.redirect_chain[-1][0] == f"/counter/cash/dossier/{code}"
    row = Settlement.objects.get()
    assert (row.means, row.payer) == ("transfer", "Lò Thị Ngọc Ánh")
    pdf = cashier.get(f"/counter/cash/receipt/{row.pk}.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert row.receipt_number in cashier.get("/counter/cash").text
    assert "Thu phí, in biên lai" in cashier.get(f"/desk/dossiers/{code}").text


def test_a_wrong_receipt_is_cancelled_with_a_ground(cashier, world):
    row = taken(world)
    page = f"/counter/cash/receipt/{row.pk}"
    refused = cashier.post(page, {"do": "cancel", "cancel-reason": ""})
    assert refused.status_code == 422
    assert Settlement.objects.get().cancelled_at is None
    done = cashier.post(page, {"do": "cancel", "cancel-reason": "Ghi sai số tiền"}, follow=True).text
    assert "Đã hủy biên lai." in done
    assert "Ghi sai số tiền" in done
    assert "Hoàn trả tiền cho người nộp" not in done
    assert "ĐÃ HỦY" not in done  # that is printed
    assert cashier.get(f"{page}.pdf").status_code == 200


def test_money_goes_back(cashier, world):
    row = taken(world)
    said = {"do": "refund", "refund-reason": "Được miễn", "refund-means": "cash"}
    cashier.post(f"/counter/cash/receipt/{row.pk}", said)
    assert Settlement.objects.get().refund_reason == "Được miễn"
    again = cashier.post(f"/counter/cash/receipt/{row.pk}", said)
    assert (again.status_code, "chưa hoàn trả" in again.text) == (422, True)


def test_a_day_is_counted_and_closed(cashier, world):
    taken(world)
    assert "tiền mặt phải có <strong>8.000</strong>" in cashier.get("/counter/cash").text
    refused = cashier.post(CLOSE, {"counted_cash": "7.000", "explanation": ""})
    assert (refused.status_code, 'value="7.000"' in refused.text) == (422, True)
    assert "Hãy giải thích chênh lệch" in refused.text
    said = {"counted_cash": "7.000", "explanation": "Trả nhầm tiền thừa"}
    page = cashier.post(CLOSE, said, follow=True).text
    sheet = DaySheet.objects.get()
    assert (sheet.counted_cash, sheet.difference) == (7_000, -1_000)
    assert "AA-20T: 0000001" in page
    assert "Trả nhầm tiền thừa" in page
    assert "Không còn khoản nào" in cashier.get(CLOSE).text


def test_a_closed_day_is_the_leaders(cashier, world, desk):
    row = taken(world)
    cashier.post(CLOSE, {"counted_cash": "8000"})
    page = f"/counter/cash/receipt/{row.pk}"
    assert "Hủy biên lai ghi sai" not in cashier.get(page).text
    refused = cashier.post(page, {"do": "cancel", "cancel-reason": "vì"})
    assert (refused.status_code, "không có quyền" in refused.text) == (422, True)
    leader = desk(make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop))
    assert str(DaySheet.objects.get().pk) in leader.get("/counter/cash/sheets").text
    assert leader.get(f"/counter/cash/sheets/{DaySheet.objects.get().pk}").status_code == 200
    leader.post(page, {"do": "cancel", "cancel-reason": "Thu nhầm hồ sơ"})
    assert Settlement.objects.get().cancel_reason == "Thu nhầm hồ sơ"


def test_yesterday_is_not_forgotten(cashier, world):
    taken(world, when="2020-06-02T10:00")
    assert "/counter/cash/close/huyen-mot-cua/2020-06-02" in cashier.get("/counter/cash").text


def test_strangers_see_no_receipt_and_no_sheet(cashier, counter, world, desk):
    row = taken(world)
    cashier.post(CLOSE, {"counted_cash": "8000"})
    stranger = desk(make_user(role=Role.CASH_DESK, unit=make_unit("noi-khac")))
    sheet = f"/counter/cash/sheets/{DaySheet.objects.get().pk}"
    for address in (f"/counter/cash/receipt/{row.pk}", f"/counter/cash/receipt/{row.pk}.pdf", CLOSE, sheet):
        assert stranger.get(address).status_code == 404, address
    assert desk(world.specialist).get("/counter/cash").status_code == 403
    for bad in ("huyen-mot-cua/2020-13-01", "huyen/2020-06-03"):
        assert cashier.get(f"/counter/cash/close/{bad}").status_code == 404
