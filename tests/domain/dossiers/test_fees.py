"""Fees at the counter: a numbered receipt, no clock stops, given back once; the events tell all of it."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.actions.refund_fee import refund_fee
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Dossier, Settlement
from motcua.dossiers.policies import Refusal, RefusedError
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = local("2020-06-02T09:30")


@pytest.fixture
def cashier(world):
    return make_user(role=Role.CASH_DESK, unit=world.one_stop)


def paid(cashier, dossier, at=AT, **more):
    told = {"name": "Lệ phí đăng ký", "amount": 8_000, **more}
    return record_fee(actor=cashier, at=at, dossier=dossier, **told)


def why_refused(act, *args, **told):
    with pytest.raises(RefusedError) as caught:
        act(*args, **told)
    return caught.value.refusal


def test_a_fee_is_taken_with_a_receipt_and_nothing_else_changes(world, cashier):
    dossier = received(world)
    row = paid(cashier, dossier, book="AA/20P")
    after = as_told(dossier)
    assert (row.receipt_number, row.number, row.year) == ("AA/20P-0000001", 1, 2020)
    assert (after.settlements.get().taken_by, after.settlements.get().paid_at) == (cashier.officer, AT)
    assert (after.state, after.lawful_due_at) == ("received", dossier.lawful_due_at)
    assert not after.pauses.exists()


def test_each_book_year_and_unit_counts_for_itself(world, cashier):
    dossier = received(world)
    next_year = local("2021-01-04T09:00")
    numbers = [
        paid(cashier, dossier, **told).number
        for told in ({}, {}, {"book": "AA"}, {"book": "AA"}, {"at": next_year}, {"book": "AA"})
    ]
    assert numbers == [1, 2, 1, 2, 1, 3]


def test_only_who_takes_money_there_does(world):
    dossier = received(world)
    elsewhere = make_user(role=Role.CASH_DESK)
    for actor in (world.counter, elsewhere):
        with pytest.raises(NotAllowedError):
            paid(actor, dossier)


@pytest.mark.parametrize(
    ("told", "why"), [({"amount": 0}, Refusal.AMOUNT_MISSING), ({"name": " "}, Refusal.REASON_MISSING)]
)
def test_nothing_is_taken_for_nothing(world, cashier, told, why):
    dossier = received(world)
    assert why_refused(paid, cashier, dossier, **told) is why
    assert not Settlement.objects.exists()


def test_a_fee_goes_back_once_also_after_the_end(world, cashier):
    dossier = received(world)
    row = paid(cashier, dossier)
    withdraw(actor=world.counter, at=local("2020-06-02T10:00"), dossier=dossier, reason="đổi ý")
    back = {"actor": cashier, "at": local("2020-06-02T11:00"), "settlement": row}
    assert why_refused(refund_fee, reason=" ", **back) is Refusal.REASON_MISSING
    refund_fee(reason="rút hồ sơ khi chưa xử lý", **back)
    after = as_told(Dossier.objects.get(pk=dossier.pk)).settlements.get()
    assert (after.refunded_at, after.refunded_by, after.amount) == (back["at"], cashier.officer, 8_000)
    stale = Settlement.objects.get(pk=row.pk)
    stale.refunded_at = None
    again = {**back, "settlement": stale, "at": local("2020-06-02T12:00")}
    assert why_refused(refund_fee, reason="lần nữa", **again) is Refusal.NOT_REFUNDABLE
