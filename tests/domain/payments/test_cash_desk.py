"""The cash desk: sheets that balance, each movement on one of them, receipts cancelled but never gone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.actions.refund_fee import refund_fee
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Settlement
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.integrity.sheets import changed_sheets
from motcua.payments import queries
from motcua.payments.actions.cancel_receipt import cancel_receipt
from motcua.payments.actions.close_sheet import close_sheet
from motcua.payments.models import DaySheet, SheetLine
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 2)
NEXT = date(2020, 6, 3)


def paid(cashier, dossier, amount=8_000, when="2020-06-02T09:30", **more):
    told = {"name": "Lệ phí", "amount": amount, "book": "AA-20T", **more}
    return record_fee(actor=cashier, at=local(when), dossier=dossier, **told)


def closed(cashier, world, counted, *, on=DAY, when="2020-06-02T17:00", explanation=""):
    told = {"unit": world.one_stop, "on": on, "counted_cash": counted, "explanation": explanation}
    return close_sheet(actor=cashier, at=local(when), **told)


def cancelled(actor, row, *, when="2020-06-02T10:00", reason="ghi sai số tiền"):
    cancel_receipt(actor=actor, at=local(when), settlement=row, reason=reason)


def lines(sheet):
    return sorted(sheet.lines.values_list("settlement__number", "kind", "amount"))


def test_a_cancelled_receipt_stays_and_its_number_is_not_given_again(world, cashier):
    dossier = received(world)
    wrong = paid(cashier, dossier, 80_000)
    cancelled(cashier, wrong)
    right = paid(cashier, dossier, when="2020-06-02T10:05")
    after = as_told(dossier)
    found = list(after.settlements.order_by("number").values_list("number", "amount", "cancel_reason"))
    assert found == [(1, 80_000, "ghi sai số tiền"), (2, 8_000, "")]
    assert right.payer == "Lò Thị Ngọc Ánh"


@pytest.mark.parametrize("gone", ["cancelled", "refunded"])
def test_what_is_gone_is_not_cancelled_nor_refunded(world, cashier, gone):
    row = paid(cashier, received(world))
    back = {"actor": cashier, "at": local("2020-06-02T11:00"), "reason": "vì"}
    if gone == "cancelled":
        cancelled(cashier, row)
    else:
        refund_fee(**back, settlement=row)
    row = Settlement.objects.get()
    with pytest.raises(RefusedError) as why:
        cancelled(cashier, row, when="2020-06-02T12:00")
    assert why.value.refusal is Refusal.NOT_CANCELLABLE
    with pytest.raises(RefusedError) as why:
        refund_fee(**back, settlement=row)
    assert why.value.refusal is Refusal.NOT_REFUNDABLE


def test_no_receipt_is_cancelled_without_a_ground(world, cashier):
    row = paid(cashier, received(world))
    with pytest.raises(RefusedError) as why:
        cancelled(cashier, row, reason=" ")
    assert why.value.refusal is Refusal.REASON_MISSING
    with pytest.raises(NotAllowedError):
        cancelled(world.counter, row)


def test_a_sheet_balances(world, cashier):
    dossier = received(world)
    paid(cashier, dossier)
    paid(cashier, dossier, 50_000, means="transfer")
    cancelled(cashier, paid(cashier, dossier, 80_000))
    back = paid(cashier, dossier, 3_000)
    refund_fee(actor=cashier, at=local("2020-06-02T11:00"), settlement=back, reason="vì")
    paid(cashier, dossier, 9_000, when="2020-06-03T08:00")  # of another day
    sheet = closed(cashier, world, 8_000)
    assert (sheet.cash_taken, sheet.transfer_taken, sheet.cash_back, sheet.transfer_back) == (
        11_000,
        50_000,
        3_000,
        0,
    )
    assert (sheet.receipts, sheet.void, sheet.difference) == (4, 1, 0)
    assert lines(sheet) == [
        (1, "taken", 8_000),
        (2, "taken", 50_000),
        (3, "void", 0),
        (4, "refunded", -3_000),
        (4, "taken", 3_000),
    ]


def test_a_difference_is_explained(world, cashier):
    paid(cashier, received(world))
    with pytest.raises(ValidationError) as why:
        closed(cashier, world, 7_000, explanation=" ")
    assert list(why.value.message_dict) == ["explanation"]
    assert closed(cashier, world, 7_000, explanation="Trả nhầm tiền thừa").difference == -1_000


def test_what_comes_after_closing_is_on_a_second_sheet(world, cashier):
    dossier = received(world)
    paid(cashier, dossier)
    closed(cashier, world, 8_000, when="2020-06-02T11:00")
    with pytest.raises(ValidationError):
        closed(cashier, world, 0)
    paid(cashier, dossier, 2_000, when="2020-06-02T15:00")
    assert (closed(cashier, world, 2_000).round, DaySheet.objects.count()) == (2, 2)


def test_after_closing_only_a_leader_cancels_and_the_drawer_gives_it_back(world, cashier, leader):
    row = paid(cashier, received(world))
    closed(cashier, world, 8_000)
    with pytest.raises(NotAllowedError):
        cancelled(cashier, row, when="2020-06-03T08:00")
    cancelled(leader, row, when="2020-06-03T08:00")
    sheet = closed(cashier, world, -8_000, on=NEXT, when="2020-06-03T17:00")
    assert lines(sheet) == [(1, "reversed", -8_000)]
    assert SheetLine.objects.count() == 2


def test_every_drawer_is_its_own(world, cashier, leader):
    dossier, other = received(world), make_user(role=Role.CASH_DESK, unit=world.one_stop)
    row = paid(cashier, dossier)
    paid(other, dossier, 5_000)
    refund_fee(actor=other, at=local("2020-06-02T11:00"), settlement=row, reason="vì")
    assert closed(other, world, -3_000).expected_cash == -3_000
    assert closed(cashier, world, 8_000).expected_cash == 8_000
    with pytest.raises(NotAllowedError):
        closed(leader, world, 0)


def test_days_that_were_not_closed_are_known(world, cashier):
    dossier = received(world)
    paid(cashier, dossier)
    paid(cashier, dossier, when="2020-06-03T08:00")
    at = local("2020-06-03T09:00")
    assert queries.open_days(cashier.officer, at) == [(world.one_stop, DAY)]
    with pytest.raises(ValidationError):
        closed(cashier, world, 0, on=date(2020, 6, 4), when="2020-06-03T09:00")
    closed(cashier, world, 8_000, when="2020-06-03T09:00")
    assert queries.open_days(cashier.officer, at) == []


def test_what_no_event_tells_is_found(world, cashier):
    """Nobody can change a sheet or a line, but somebody might add one."""
    dossier = received(world)
    paid(cashier, dossier)
    sheet = closed(cashier, world, 8_000)
    assert list(changed_sheets()) == []
    more = paid(cashier, dossier, when="2020-06-02T17:10")
    SheetLine.objects.create(sheet=sheet, settlement=more, kind="taken", means="cash", amount=8_000)
    (found,) = changed_sheets()
    assert (found.id, found.column, len(found.told), len(found.found)) == (str(sheet.pk), "lines", 1, 2)
    sums = {
        "receipts": 0,
        "void": 0,
        "cash_taken": 0,
        "transfer_taken": 0,
        "cash_back": 0,
        "transfer_back": 0,
    }
    other = {"unit": world.one_stop, "officer": cashier.officer, "on": NEXT, "round": 1, "counted_cash": 0}
    DaySheet.objects.create(**sums, **other, closed_at=local("2020-06-03T17:00"))
    untold = [found for found in changed_sheets() if found.id != str(sheet.pk)]
    assert {found.told for found in untold} == {None}
    assert "bảng kê" in untold[0].vi.lower()
