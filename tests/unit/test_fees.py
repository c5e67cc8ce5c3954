"""Fees by rule, in whole đồng."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.content import Band, Exemption, Fee
from motcua.catalogue.fees import Request, UnknownExemptionError, bill, page_parts
from motcua.catalogue.terms import Channel, FeeTime

CERTIFIED_COPY = Fee(
    code="ct",
    name="Phí chứng thực",
    kind="phi",
    method="per_page",
    bands=(Band(from_page=1, amount=2000), Band(from_page=3, amount=1000)),
    cap=200_000,
)


def asked(**more):
    return Request(channel=Channel.DIRECT, **more)


def a_fee(method="fixed", **more):
    return Fee(code=more.pop("code", "f"), name="Lệ phí", kind="le_phi", method=method, **more)


@pytest.mark.parametrize(
    ("pages", "copies", "total"),
    [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (10, 1, 12_000), (5, 4, 28_000), (0, 1, 0), (3, 0, 0)],
)
def test_certified_copies_cost_by_page(pages, copies, total):
    assert bill([CERTIFIED_COPY], asked(pages=pages, copies=copies)).total == total


@pytest.mark.parametrize(("pages", "each"), [(197, 199_000), (198, 200_000), (199, 200_000), (5000, 200_000)])
def test_a_copy_costs_no_more_than_its_cap(pages, each):
    assert bill([CERTIFIED_COPY], asked(pages=pages, copies=3)).total == 3 * each


def test_the_line_tells_how_it_came_about():
    (charge,) = bill([CERTIFIED_COPY], asked(pages=5, copies=4)).charges
    assert (
        charge.explanation
        == "2 trang × 2.000 đ + 3 trang × 1.000 đ = 7.000 đ/bản; 4 bản × 7.000 đ = 28.000 đ"
    )
    (charge,) = bill([CERTIFIED_COPY], asked(pages=300)).charges
    assert charge.explanation.endswith("= 302.000 đ/bản, tối đa 200.000 đ/bản")


@given(
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9000)), min_size=1, max_size=4),
)
def test_pages_cost_what_counting_them_one_by_one_costs(pages, steps):
    starts, at = [], 1
    for width, amount in steps:
        starts.append(Band(from_page=at, amount=amount))
        at += width
    plain = sum(
        next(band.amount for band in reversed(starts) if band.from_page <= page)
        for page in range(1, pages + 1)
    )
    parts = page_parts(starts, pages)
    assert sum(count * price for count, price in parts) == plain
    assert sum(count for count, _ in parts) == pages


def test_only_rules_of_the_channel_and_the_case_count():
    fees = [
        a_fee(code="a", amount=20_000, channels=("direct",)),
        a_fee(code="b", amount=10_000, channels=("online",)),
        a_fee(code="c", amount=5_000, cases=("nhanh",)),
    ]
    assert bill(fees, asked()).total == 20_000
    assert bill(fees, Request(Channel.ONLINE, case="nhanh")).total == 15_000


def test_of_two_grounds_the_better_counts_once_and_what_is_left_is_rounded_down():
    fee = a_fee(
        amount=8_001,
        exemptions=(
            Exemption(code="ngheo", ground="Hộ nghèo"),
            Exemption(code="can-ngheo", ground="Hộ cận nghèo", percent=50),
        ),
    )
    assert bill([fee], asked(claims=frozenset({"can-ngheo"}))).total == 4_000
    whole = bill([fee], asked(claims=frozenset({"ngheo", "can-ngheo"})))
    assert whole.total == 0
    assert whole.charges[0].exemption == "ngheo"
    assert whole.charges[0].explanation == "8.001 đ/lần; miễn: Hộ nghèo, còn 0 đ"


def test_a_ground_that_no_rule_knows_is_refused():
    with pytest.raises(UnknownExemptionError, match="sinh-vien"):
        bill([a_fee(amount=1)], asked(claims=frozenset({"sinh-vien"})))


def test_an_amount_that_is_not_known_is_left_open_not_guessed():
    fees = [a_fee("province", code="a"), a_fee("by_law", code="b"), a_fee("free", code="c")]
    found = bill(fees, asked())
    assert (found.total, found.open) == (0, ("a", "b"))
    assert bill([a_fee("province", amount=7_000)], asked(times=2)).total == 14_000


def test_what_is_due_when():
    fees = [a_fee(code="a", amount=3, due=1), a_fee(code="b", amount=4, due=4)]
    found = bill(fees, asked())
    assert found.due_at(FeeTime.ON_RECEIPT) == 3
    assert found.due_at(FeeTime.ON_RETURN) == 4


def test_copies():
    assert bill([a_fee("per_copy", amount=8_000)], asked(copies=3)).total == 24_000


def test_nothing_is_negative():
    with pytest.raises(ValueError, match="never negative"):
        asked(copies=-1)
