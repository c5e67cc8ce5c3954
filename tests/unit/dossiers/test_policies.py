"""Guards of the acts, case by case (domain.md 3.3 to 3.5, statistics.md 1)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.dossiers import policies
from motcua.dossiers.policies import Clock, ComponentRule, Holding, Refusal, RefusedError, Solution
from motcua.worktime.limits import Unit

NOW = datetime(2020, 6, 2, 3, tzinfo=UTC)
CLOCK = Clock(NOW + timedelta(days=3), Unit.WORKING_DAYS, NOW + timedelta(days=1))


def refused(check, *args, **kwargs):
    with pytest.raises(RefusedError) as caught:
        check(*args, **kwargs)
    assert not policies.may(check, *args, **kwargs)
    return caught.value.refusal


PUBLISHED = [
    ComponentRule(1, "Tờ khai", mandatory=True),
    ComponentRule(2, "Giấy chứng sinh", mandatory=True, one_of="birth"),
    ComponentRule(3, "Văn bản của người làm chứng", mandatory=True, one_of="birth"),
    ComponentRule(4, "Văn bản ủy quyền", mandatory=False),
]


@pytest.mark.parametrize("brought", [{1, 2}, {1, 3}, {1, 2, 3, 4}])
def test_papers_that_replace_one_another_count_once(brought):
    policies.check_components(PUBLISHED, brought)


@pytest.mark.parametrize(("brought", "missing"), [(set(), [1, 2]), ({1}, [2]), ({2, 4}, [1]), ({3}, [1])])
def test_missing_papers_are_named_once(brought, missing):
    assert [rule.position for rule in policies.missing_components(PUBLISHED, brought)] == missing
    assert refused(policies.check_components, PUBLISHED, brought) is Refusal.PAPERS_MISSING


def test_a_paper_that_is_not_published_cannot_be_asked_for():
    assert refused(policies.check_components, PUBLISHED, {1, 2, 9}) is Refusal.PAPERS_UNPUBLISHED


def test_a_paper_is_told_once():
    assert refused(policies.check_components, PUBLISHED, [1, 2, 4, 2]) is Refusal.PAPERS_REPEATED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"asked_before": True}, Refusal.ASKED_BEFORE),
        ({"items": ["  "]}, Refusal.NOTHING_ASKED),
        ({"proposed": False}, Refusal.NOT_PROPOSED),
        ({"at": NOW + timedelta(days=2)}, Refusal.OUTSIDE_WINDOW),
        ({"at": NOW + timedelta(days=4)}, Refusal.OVERDUE),
    ],
)
def test_a_supplement_is_asked_once_proposed_in_the_window_and_before_the_due_date(changes, why):
    facts = {"at": NOW, "items": ["Bản vẽ"], "proposed": True, "asked_before": False} | changes
    at = facts.pop("at")
    assert refused(policies.check_request_supplement, CLOCK, at, **facts) is why


def test_a_supplement_on_the_last_day_of_the_window_is_allowed():
    policies.check_request_supplement(
        CLOCK, NOW + timedelta(days=1), items=["Bản vẽ"], proposed=True, asked_before=False
    )


def test_only_an_earlier_apology_forbids_an_apology_even_when_late():
    later = CLOCK.lawful_due_at + timedelta(days=5)
    policies.check_apologise(CLOCK, NOW, later, apologised_before=False)
    assert (
        refused(policies.check_apologise, CLOCK, NOW, later, apologised_before=True)
        is Refusal.APOLOGISED_BEFORE
    )
    early = CLOCK.lawful_due_at
    assert (
        refused(policies.check_apologise, CLOCK, NOW, early, apologised_before=False)
        is Refusal.NEW_DATE_NOT_LATER
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"rule_found": False}, Refusal.NO_SUCH_RULE),
        ({"extended_before": True}, Refusal.EXTENDED_BEFORE),
        ({"at": NOW + timedelta(days=4)}, Refusal.OVERDUE),
    ],
)
def test_an_extension_needs_a_rule_once_and_in_time(changes, why):
    facts = {"at": NOW, "rule_found": True, "extended_before": False} | changes
    at = facts.pop("at")
    assert refused(policies.check_extend, CLOCK, at, **facts) is why


def test_without_a_due_date_nothing_is_overdue_and_nothing_extended():
    endless = Clock(None, None)
    assert not endless.is_overdue(NOW + timedelta(days=9999))
    assert refused(policies.check_extend, endless, NOW, rule_found=True, extended_before=False) is (
        Refusal.NO_DUE_DATE
    )


def test_only_the_holder_acts_on_a_step():
    held = Holding(unit_id=1, owner_id="mai")
    policies.check_complete(held, "mai")
    assert refused(policies.check_complete, held, "hoa") is Refusal.HELD_BY_ANOTHER
    assert refused(policies.check_complete, Holding(unit_id=1), "mai") is Refusal.NOT_HELD
    assert refused(policies.check_take, held) is Refusal.HELD_BY_ANOTHER


def test_what_was_handed_over_is_accepted_before_anything_else():
    offered = Holding(unit_id=1, owner_id="mai", offered=True)
    policies.check_accept(offered)
    assert refused(policies.check_complete, offered, "mai") is Refusal.NOT_ACCEPTED
    assert refused(policies.check_accept, Holding(unit_id=1)) is Refusal.NOT_HANDED_OVER


def test_a_step_that_is_over_stays_over():
    over = Holding(unit_id=1, owner_id="mai", over=True)
    assert refused(policies.check_complete, over, "mai") is Refusal.STEP_OVER
    assert refused(policies.check_take, over) is Refusal.STEP_OVER


def test_a_step_waits_for_the_opinions_it_asked_for():
    asking = Holding(unit_id=1, owner_id="mai", open_opinions=2)
    assert refused(policies.check_complete, asking, "mai") is Refusal.OPINIONS_OPEN


def test_a_step_goes_to_officers_of_its_unit_only():
    policies.check_assign(Holding(unit_id=1, owner_id="mai"), {1, 2})
    assert refused(policies.check_assign, Holding(unit_id=1), {2}) is Refusal.NOT_OF_THE_UNIT


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"open_steps": ["seal"]}, Refusal.STEPS_OPEN),
        ({"open_opinions": 1}, Refusal.OPINIONS_OPEN),
        ({"approved": False}, Refusal.NOT_APPROVED),
        ({"result_number": " "}, Refusal.RESULT_UNNUMBERED),
    ],
)
def test_there_is_no_jump_to_done(changes, why):
    assert refused(policies.check_finish, Solution(**({"result_number": "12/GCN"} | changes))) is why


def test_a_waiting_dossier_is_stopped_only_after_the_applicants_day():
    policies.check_stop_waiting(date(2020, 6, 1), date(2020, 6, 2))
    assert refused(policies.check_stop_waiting, date(2020, 6, 2), date(2020, 6, 2)) is (
        Refusal.DEADLINE_NOT_PASSED
    )
