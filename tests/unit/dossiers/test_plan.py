"""The order of steps: joins, branches that were done already, steps that happen only sometimes."""

from motcua.catalogue.content import Process
from motcua.dossiers.deadlines import StepLimit
from motcua.dossiers.plan import Plan, total
from motcua.worktime.limits import Unit


def plan(*steps):
    office = {"office": "agency", "role": "appraise"}
    named = [office | {"name": step["key"]} | step for step in steps]
    return Plan.of(Process.model_validate({"code": "p", "name": "p", "steps": named}))


FORK = plan(
    {"key": "a", "role": "receive"},
    {"key": "b", "after": ["a"]},
    {"key": "c", "after": ["a"]},
    {"key": "d", "after": ["b", "c"]},
)
SOMETIMES = plan(
    {"key": "a", "role": "receive"},
    {"key": "b"},
    {"key": "wait", "role": "wait", "condition": "khi thiếu"},
    {"key": "ask", "condition": "khi cần"},
    {"key": "sign", "role": "approve"},
    {"key": "sign-again", "role": "approve", "condition": "khi sửa"},
)


def keys(steps):
    return [step.key for step in steps]


def test_a_join_opens_once_with_the_last_branch():
    assert keys(FORK.opened_by("a", [])) == ["b", "c"]
    assert keys(FORK.opened_by("b", ["a"], running=["c"])) == []
    assert keys(FORK.opened_by("c", ["a", "b"])) == ["d"]


def test_a_branch_that_runs_or_is_done_does_not_begin_again():
    assert keys(FORK.opened_by("a", [], running=["c"])) == ["b"]
    assert keys(FORK.opened_by("a", ["c"])) == ["b"]
    assert keys(FORK.opened_by("c", ["a", "b"], running=["d"])) == []


def test_steps_that_happen_sometimes_are_passed_over_unless_chosen():
    assert keys(SOMETIMES.opened_by("b", ["a"])) == ["sign"]
    assert keys(SOMETIMES.opened_by("b", ["a"], chosen=["ask"])) == ["ask"]


def test_a_step_can_be_chosen_where_it_would_begin():
    assert keys(SOMETIMES.choices("b", ["a"])) == ["ask"]
    assert keys(SOMETIMES.choices("a", [])) == []
    assert keys(SOMETIMES.choices("sign", ["a", "b"])) == ["sign-again"]
    two = plan({"key": "a"}, {"key": "x", "condition": "khi cần"}, {"key": "y", "condition": "khi cần"})
    assert keys(two.choices("a", [])) == ["x", "y"]
    assert keys(two.choices("x", ["a"])) == ["y"]


def test_back_goes_to_what_was_done_through_what_was_passed_over():
    assert SOMETIMES.done_before("sign", ["a", "b"]) == ["b"]
    assert SOMETIMES.done_before("sign", ["a", "b", "ask"]) == ["ask"]
    assert SOMETIMES.done_before("a", []) == []
    assert FORK.done_before("d", ["a", "b", "c"]) == ["b", "c"]


def test_a_signature_that_is_needed_only_sometimes_is_needed_when_its_step_began():
    assert SOMETIMES.signatures([]) == {"sign"}
    assert SOMETIMES.signatures(["sign-again"]) == {"sign", "sign-again"}


def test_a_leg_covers_the_steps_of_its_unit_and_what_is_passed_over_does_not_end_it():
    way = plan(
        {"key": "receive", "role": "receive", "office": "one_stop", "limit": "0.5 d"},
        {"key": "check", "office": "land", "limit": "1 d"},
        {"key": "wait", "role": "wait", "office": "one_stop", "condition": "khi thiếu"},
        {"key": "short", "office": "land", "limit": "2 d", "after": ["wait"]},
        {"key": "long", "office": "land", "limit": "5 d", "after": ["wait"]},
        {"key": "sign", "role": "approve", "limit": "3 d", "after": ["short", "long"]},
    )

    def leg(key):
        return keys(way.leg_from(key, lambda step: step.office))

    assert leg("receive") == ["receive"]
    assert leg("check") == ["check", "long"]
    assert leg("sign") == ["sign"]


def test_limits_of_a_leg_are_summed_in_one_unit_also_parts_of_calendar_days():
    assert total(["0.5 d", "1 d", ""]) == StepLimit(1.5, Unit.CALENDAR_DAYS)
    assert total(["1 h", "1 wd"]) is None
    assert total(["same_day"]) == StepLimit(0, Unit.SAME_DAY)
