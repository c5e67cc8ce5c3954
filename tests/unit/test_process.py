"""The graph of a process and its longest way, against a plain reference that walks every way."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.content import Process, Step
from motcua.catalogue.process import (
    Family,
    cycle,
    graph_findings,
    longest_way,
    span,
    time_findings,
    told,
)


def a_step(key, limit="1 wd", **more):
    return Step(key=key, name=key, role=more.pop("role", "appraise"), office="one_stop", limit=limit, **more)


def a_process(*steps, limit="5 wd"):
    return Process(code="thu", name="Thử", limit=limit, steps=list(steps))


def codes(findings):
    return [finding.code for finding in findings]


@st.composite
def graphs(draw):
    """A graph from one first to one last step; every step comes after some earlier ones."""
    count = draw(st.integers(1, 7))
    hours = st.decimals(min_value=Decimal("0.25"), max_value=9, places=2)
    steps = []
    for i in range(count):
        after = draw(st.sets(st.integers(0, i - 1), min_size=1)) if i else set()
        steps.append((f"s{i}", draw(hours), {f"s{j}" for j in after}))
    followed = {key for _, _, after in steps for key in after}
    ends = {key for key, _, _ in steps} - followed
    steps.append(("cuoi", draw(hours), ends))
    order = draw(st.permutations(steps))
    return [a_step(key, f"{time} h", after=tuple(after)) for key, time, after in order]


def plain_ways(steps):
    """Every way from the first step to the last as a list of keys, found by walking."""
    by_key = {step.key: step for step in steps}
    unfinished, ways = [["cuoi"]], []
    while unfinished:
        way = unfinished.pop()
        before = by_key[way[0]].after
        if not before:
            ways.append(way)
        unfinished += [[key, *way] for key in before]
    return ways


@given(graphs())
def test_the_longest_way_is_the_longest_of_all_ways(steps):
    process = a_process(*steps)
    assert graph_findings(process) == []
    times = {step.key: Fraction(step.limit.split()[0]) for step in steps}
    totals = {tuple(way): sum(times[key] for key in way) for way in plain_ways(steps)}
    found = longest_way(process.steps, Family.WORKING)
    assert found.total == max(totals.values())
    assert totals[found.path] == found.total
    assert found.due["cuoi"] == found.total


@given(graphs(), st.data())
def test_a_step_back_to_an_earlier_one_is_found_as_a_circle(steps, data):
    process = a_process(*steps)
    way = data.draw(st.sampled_from(plain_ways(steps)))
    back = [s.model_copy(update={"after": (*s.after, way[-1])}) if s.key == way[0] else s for s in steps]
    found = cycle(back)
    before = {step.key: set(step.after) for step in back}
    assert found[0] == found[-1]
    assert all(a in before[b] for a, b in pairwise(found))
    assert codes(graph_findings(process.model_copy(update={"steps": tuple(back)}))) == ["cycle"]


@given(graphs(), st.decimals(min_value=Decimal("0.25"), max_value=9, places=2), st.data())
def test_more_time_for_a_step_is_never_a_shorter_way(steps, more, data):
    key = data.draw(st.sampled_from([step.key for step in steps]))
    longer = [
        s.model_copy(update={"limit": f"{Decimal(s.limit.split()[0]) + more} h"}) if s.key == key else s
        for s in steps
    ]
    assert longest_way(longer, Family.WORKING).total >= longest_way(steps, Family.WORKING).total


def test_steps_follow_one_another_when_nothing_is_said():
    process = a_process(a_step("a"), a_step("b"), a_step("c"))
    assert [step.after for step in process.steps] == [(), ("a",), ("b",)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([a_step("a"), a_step("a")], ["step_twice"]),
        ([a_step("a"), a_step("b", after=("x",))], ["step_unknown"]),
        ([a_step("a"), a_step("b", after=())], ["starts", "ends"]),
        ([a_step("a"), a_step("b"), a_step("c", after=("a",))], ["ends"]),
        ([a_step("a"), a_step("b", join="all_or_timeout")], ["join_alone"]),
        ([a_step("a", "", silence_as_consent=True), a_step("b")], ["silence_timeless", "silence_unjoined"]),
    ],
)
def test_a_graph_that_does_not_hold_is_told_why(steps, expected):
    assert codes(graph_findings(a_process(*steps))) == expected


def fork(**consult):
    return a_process(
        a_step("nhan"),
        a_step("hoi", "8 wd", after=("nhan",), **consult),
        a_step("tham-dinh", "2 wd", after=("nhan",)),
        a_step("ky", after=("hoi", "tham-dinh"), join="all_or_timeout"),
    )


def test_a_join_by_timeout_needs_somebody_whose_silence_is_consent():
    assert codes(graph_findings(fork())) == ["join_never"]
    assert graph_findings(fork(silence_as_consent=True)) == []


def test_a_silent_answer_takes_no_longer_than_its_time_to_answer():
    waiting = longest_way(fork(silence_as_consent=True).steps, Family.WORKING)
    answered = longest_way(fork(silence_as_consent=True, timeout="3 wd").steps, Family.WORKING)
    assert waiting.total == 10 * 8
    assert answered.total == 5 * 8
    assert answered.path == ("nhan", "hoi", "ky")


def test_the_sum_over_the_limit_is_an_error_that_names_the_way():
    (finding,) = time_findings(a_process(a_step("a", "4 wd"), a_step("b", "2 wd")), {})
    assert finding.code == "sum_over"
    assert finding.text() == (
        "tổng thời gian các bước 6 ngày làm việc vượt thời hạn 5 ngày làm việc (1 ngày làm việc); "
        "đường dài nhất: a → b"
    )


def test_hours_and_working_days_add_up_exactly():
    three_times_a_third = [a_step(k, "20 min") for k in "abc"]
    process = a_process(*three_times_a_third, a_step("d", "7 h"), limit="1 wd")
    assert time_findings(process, {}) == []
    process = a_process(*three_times_a_third, a_step("d", "7 h"), limit="same_day")
    assert time_findings(process, {}) == []
    over = time_findings(process, {}, hours_per_day=Decimal(7))
    assert codes(over) == ["sum_over"]


def test_time_that_is_left_is_a_warning():
    (finding,) = time_findings(a_process(a_step("a", "36 h")), {})
    assert (finding.code, finding.severity) == ("sum_under", "warning")
    assert "4 giờ làm việc" in finding.text()


def test_calendar_days_and_working_time_have_no_sum():
    process = a_process(a_step("a", "3 d"), a_step("b", "1 wd"), limit="10 d")
    (finding,) = time_findings(process, {})
    assert (finding.code, finding.where) == ("units_mixed", ("steps", 1, "limit"))


def test_a_pause_takes_no_time_and_may_have_none():
    pause = a_step("cho", "", role="wait", pause="payment")
    assert time_findings(a_process(a_step("a", "5 wd"), pause, a_step("b", "", role="return")), {}) == []
    timed = a_step("cho", "30 d", role="wait", pause="payment")
    assert codes(time_findings(a_process(a_step("a", "5 wd"), timed), {})) == ["pause_timed"]


def test_a_step_that_happens_only_sometimes_is_paid_by_an_extension():
    def sometimes(extension):
        return a_step("xm", "3 wd", condition="phải xác minh", extension=extension)

    main = a_step("a", "5 wd")
    assert time_findings(a_process(main, sometimes("xm")), {"xm": "3 wd"}) == []
    assert codes(time_findings(a_process(main, sometimes("")), {})) == ["condition_unpaid"]
    assert codes(time_findings(a_process(main, sometimes("x")), {})) == ["extension_unknown"]
    assert codes(time_findings(a_process(main, sometimes("xm")), {"xm": "2 wd"})) == ["extension_short"]


@pytest.mark.parametrize(
    ("limit", "amount", "family"),
    [
        ("30 min", Fraction(1, 2), Family.WORKING),
        ("1.5 wd", 12, Family.WORKING),
        ("same_day", 8, Family.WORKING),
        ("15 d", 15, Family.CALENDAR),
        ("2 mo", 2, Family.MONTHS),
        ("", 0, Family.NONE),
    ],
)
def test_spans(limit, amount, family):
    assert span(limit) == (span(limit).__class__)(Fraction(amount), family)


def test_times_are_told_as_people_say_them():
    assert told(Fraction(12), Family.WORKING) == "1,5 ngày làm việc"
    assert told(Fraction(1, 2), Family.WORKING) == "0,5 giờ làm việc"
    assert told(Fraction(15), Family.CALENDAR) == "15 ngày"
