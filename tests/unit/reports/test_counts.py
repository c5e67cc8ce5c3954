"""The identities of statistics.md 2 on any data, and each count on a dossier that it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports import counts, form06a
from motcua.reports.facts import Facts
from motcua.reports.form06a import Convention
from tests.unit.reports.facts import TALLIES, a_dossier

NAMES = [*counts.SINGLE, *counts.SUMS]


@given(TALLIES)
def test_what_came_went_or_stays_and_the_sentence_splits_without_rest(tally):
    for name, (left, right) in counts.balance(counts.count(tally)).items():
        assert left == right, name


@given(TALLIES, st.sampled_from(Convention))
def test_the_form_adds_up_by_both_conventions(tally, convention):
    for name, (left, right) in form06a.balance(counts.count(tally), convention).items():
        assert left == right, name


@given(TALLIES)
def test_both_conventions_bring_the_same_and_late_is_late_in_both(tally):
    single = counts.count(tally)
    a, b = (form06a.columns(single, convention) for convention in Convention)
    assert [a[c] for c in ("c3", "c4", "c5", "c6", "c8", "c10", "c13")] == [
        b[c] for c in ("c3", "c4", "c5", "c6", "c8", "c10", "c13")
    ]
    assert a["c9"] + a["c12"] == b["c9"] + b["c12"] + sum(form06a.memo(single).values())


@given(TALLIES, st.sampled_from(Convention))
def test_a_figure_is_as_long_as_its_list(tally, convention):
    single, sums = counts.count(tally), form06a.SUMS[convention]
    for name in [*counts.SINGLE, *sums]:
        listed = sum(n for facts, n in tally if counts.predicate(name, sums)(facts))
        assert listed == counts.figure(single, name, sums), name


@given(a_dossier())
def test_no_dossier_is_counted_twice_in_the_sentence(facts):
    parts = [name for name in counts.SENTENCE[1:] if counts.predicate(name)(facts)]
    assert len(parts) == counts.predicate("brought")(facts)


def a(**changes):
    usual = Facts("within", "direct", "never", "", "within_time", "", False, False, False, False)
    return usual._replace(**changes)


READY = {"closed": "within", "outcome": "ready", "returned": True}
NOT_RECEIVED = {"received": "never", "standing": ""}
CASES = [
    (a(received="before"), {"carried_over", "open_within_time"}),
    (a(received="before", closed="before", outcome="ready", standing="late"), {"ready_not_collected"}),
    (a(channel="online"), {"received_online", "open_within_time"}),
    (a(channel="post", standing="overdue"), {"received_post", "open_overdue"}),
    (a(standing="no_due_date"), {"received_direct", "open_no_due_date"}),
    (a(waiting="supplement"), {"received_direct", "waiting_supplement"}),
    (a(waiting="payment", standing="no_due_date"), {"received_direct", "waiting_payment"}),
    (a(waiting="supplement", standing="overdue"), {"received_direct", "open_overdue"}),
    (a(**READY, standing="early"), {"received_direct", "solved_early"}),
    (a(**READY, standing="late", handed_over=True), {"received_direct", "solved_late", "handed_over"}),
    (a(closed="within", outcome="stopped", standing=""), {"received_direct", "stopped"}),
    (a(closed="within", outcome="refused", standing=""), {"received_direct", "refused_in_processing"}),
    (a(**NOT_RECEIVED, guided=True), {"guided"}),
    (a(**NOT_RECEIVED, turned_away=True), {"refused_at_reception"}),
    (a(**NOT_RECEIVED, turned_away=True, guided=True), {"refused_at_reception"}),
    (a(**NOT_RECEIVED), set()),
    (a(guided=True), {"received_direct", "open_within_time"}),
    (a(**NOT_RECEIVED, closed="within", outcome="withdrawn"), set()),
]


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_a_dossier_is_counted_where_it_belongs(facts, expected):
    met = {name for name, condition in counts.SINGLE.items() if counts.is_met(condition, facts)}
    assert met == expected


def test_the_golden_sentence_of_2020():
    single = dict.fromkeys(counts.SINGLE, 0) | {
        "received_direct": 100_150,
        "solved_early": 60_000,
        "solved_on_time": 39_788,
        "open_within_time": 300,
        "waiting_payment": 18,
        "waiting_supplement": 44,
        "guided": 60,
        "refused_at_reception": 34,
    }
    assert counts.sentence(single) == {
        "brought": 100_244,
        "solved_in_time": 99_788,
        "not_yet_due": 318,
        "refused_or_supplement": 138,
        "overdue": 0,
        "no_due_date": 0,
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_parts(name):
    assert counts.parts_of(name) <= set(counts.SINGLE)
