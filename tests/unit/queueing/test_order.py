"""Who is next, against a plain reference: a clerk with two boxes of cards and a tally."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from motcua.queueing.policies import Waiting, in_order, may_return

START = datetime(2020, 6, 2, 0, tzinfo=UTC)
LINES = st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=25)
LATELY = st.lists(st.booleans(), max_size=6)
MOST = st.integers(1, 4)


def people(line):
    return [
        Waiting(UUID(int=place), priority, START + timedelta(minutes=minute))
        for place, (priority, minute) in enumerate(line)
    ]


def clerk(line, lately, most):
    """The rule as a clerk would follow it with cards, one call after the other."""
    called, tally = [], list(lately)
    cards = list(line)
    while cards:
        hurried = [c for c in cards if c.priority]
        plain = [c for c in cards if not c.priority]
        enough = len(tally) >= most and all(tally[:most])
        box = plain if (plain and (enough or not hurried)) else hurried
        card = min(box, key=lambda c: (c.since, c.ticket))
        cards.remove(card)
        called.append(card)
        tally.insert(0, card.priority)
    return called


@given(LINES, LATELY, MOST)
def test_the_order_is_the_clerks(line, lately, most):
    assert list(in_order(people(line), lately, most)) == clerk(people(line), lately, most)


@given(LINES, LATELY, MOST)
def test_nobody_is_overtaken_by_more_than_the_rule_allows(line, lately, most):
    order = list(in_order(people(line), lately, most))
    assert sorted(o.ticket for o in order) == sorted(p.ticket for p in people(line))
    for group in (True, False):
        times = [(o.since, o.ticket) for o in order if o.priority is group]
        assert times == sorted(times)
    row = 0
    for place, one in enumerate(order):
        row = row + 1 if one.priority else 0
        assert row <= most or all(o.priority for o in order[place:])


@given(LINES, MOST)
def test_one_call_after_another_gives_the_same_order(line, most):
    """What people are told of their place stays true while nobody else comes."""
    waiting, lately, called = people(line), [], []
    while waiting:
        one = next(in_order(waiting, lately[:most], most))
        waiting.remove(one)
        lately.insert(0, one.priority)
        called.append(one)
    assert called == list(in_order(people(line), [], most))


def test_whoever_was_skipped_may_come_back_for_some_calls():
    assert [may_return(calls, 5) for calls in (0, 5, 6)] == [True, True, False]
