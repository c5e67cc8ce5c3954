"""A drawer's movements: each comes on exactly one sheet, whatever the order of closings."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from motcua.payments.calc import Drawer, Kind, Receipt, movements, ranges, totals

FIRST = date(2020, 6, 1)
DRAWERS = [Drawer("a", "u"), Drawer("b", "u"), Drawer("a", "v")]
days = st.integers(0, 4).map(lambda n: FIRST + timedelta(days=n))
means = st.sampled_from(["cash", "transfer"])


@st.composite
def receipts(draw):
    """A receipt and what became of it, not before it was taken."""
    taken = draw(days)
    fate = draw(st.sampled_from(["kept", "cancelled", "refunded"]))
    later = taken + timedelta(days=draw(st.integers(0, 3)))
    given = {"cancelled_on": later} if fate == "cancelled" else {}
    if fate == "refunded":
        given = {
            "refunded_on": later,
            "refund_drawer": draw(st.sampled_from(DRAWERS)),
            "refund_means": draw(means),
        }
    amount, drawer = draw(st.integers(1, 10**6)), draw(st.sampled_from(DRAWERS))
    return Receipt(UUID(int=0), "AA", 0, amount, draw(means), drawer, taken, **given)


@given(st.lists(receipts(), max_size=8), st.lists(st.tuples(st.sampled_from(DRAWERS), days), max_size=12))
def test_every_dong_is_counted_once(found, closings):
    """Closed by chance during the days, then all days once more: what is left is what was really taken."""
    everything = [(d, FIRST + timedelta(days=n)) for n in range(10) for d in DRAWERS]
    known = {n: replace(r, id=UUID(int=n + 1), number=n + 1) for n, r in enumerate(found)}
    lines = []
    for drawer, on in [*sorted(closings, key=lambda c: c[1]), *everything]:
        now = [_as_of(r, on) for r in known.values()]
        moves = movements(now, drawer, on)
        lines += moves
        for move in moves:
            n = move.receipt.number - 1
            known[n] = replace(known[n], listed=known[n].listed | {move.kind.value})
    keys = [(m.receipt.id, m.kind) for m in lines]
    assert len(keys) == len(set(keys))
    kept = sum(r.amount for r in found if not r.cancelled_on and not r.refunded_on)
    assert sum(m.amount for m in lines) == kept
    sums = totals(lines)
    assert (sums.taken - sums.back, sums.receipts) == (kept, len(found))


def _as_of(receipt, on):
    """What the desk knows on that day: nothing of later days."""
    if receipt.cancelled_on and receipt.cancelled_on > on:
        return replace(receipt, cancelled_on=None)
    return receipt


def test_numbers_of_a_series_are_told_in_runs():
    numbers = [("BB", 7), ("AA", 2), ("AA", 1), ("AA", 4)]
    assert ranges(numbers) == {"AA": [(1, 2), (4, 4)], "BB": [(7, 7)]}
    assert totals([]).expected_cash == 0
    assert Kind.VOID.value == "void"
