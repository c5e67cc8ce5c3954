"""What each index is worth, by the words of domain.md 7.1 to 7.3."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.evaluation import scores
from motcua.evaluation.rules import OF_AGENCY, OF_OFFICER, RULES, Grade, Index, rules_on
from motcua.evaluation.scores import Blamed, Facts, Handling, OnlineUse, Petitions
from motcua.evaluation.totals import Missing, Score, evaluation, grade, not_theirs, of_dossiers, total

R = RULES[0]
PLAIN = Facts(2, 2, False, False, True, False, 0, True, 0, False, 1, "")


def facts(**more):
    return PLAIN._replace(**more)


@pytest.mark.parametrize(
    ("rule", "more", "worth"),
    [
        (scores.whole_time, {"whole": 2}, 2),
        (scores.whole_time, {"whole": 1}, 1),
        (scores.whole_time, {"whole": 0, "own": 0}, 0),
        (scores.whole_time, {"whole": 0, "own": 1}, None),
        (scores.whole_time, {"whole": 0, "own": None}, None),
        (scores.whole_time, {"whole": None}, None),
        (scores.whole_time_of_agency, {"whole": 0, "own": 1, "others_late": True}, None),
        (scores.whole_time_of_agency, {"whole": 0, "own": 1, "excused": True}, None),
        (scores.whole_time_of_agency, {"whole": 0, "own": 1}, 0),
        (scores.whole_time_of_agency, {"whole": 0, "own": 0, "others_late": True}, 0),
        (scores.whole_time_of_agency, {"at_reception": False}, None),
        (scores.contacts, {"contacts": 1}, 1),
        (scores.contacts, {"contacts": 2}, 0),
        (scores.contacts, {"contacts": 2, "own_fault": True}, None),
        (scores.contacts, {"answered": False, "contacts": None, "requests": 1}, 1),
        (scores.contacts, {"at_reception": False, "contacts": 2, "requests": 0}, 2),
        (scores.contacts, {"answered": False, "requests": 3}, 0),
        (scores.agencies, {"agencies": 0}, 0),
        (scores.agencies, {"at_reception": False}, None),
        (scores.attitude, {}, 2),
        (scores.attitude, {"whole": 1}, 1),
        (scores.attitude, {"whole": 0}, None),
        (scores.attitude, {"answered": False}, None),
        (scores.attitude, {"blamed": Blamed.RECEPTION}, 0),
        (scores.attitude, {"blamed": Blamed.PROCESSING}, 2),
        (scores.attitude, {"blamed": Blamed.PROCESSING, "at_processing": True}, 0),
        (scores.attitude, {"blamed": Blamed.UNSURE, "at_processing": True}, 2),
        (scores.attitude_of_agency, {"blamed": Blamed.UNSURE}, 0),
    ],
)
def test_of_one_dossier(rule, more, worth):
    assert rule(facts(**more)) == worth


@pytest.mark.parametrize(
    ("handling", "level", "worth"),
    [
        (Handling(10, 5, True), "district", 2),
        (Handling(10, 4, True), "district", 1),
        (Handling(10, 9, True), "commune", 1),
        (Handling(10, 10, True), "commune", 2),
        (Handling(10, 2, True), "province", 2),
        (Handling(10, 10, False), "commune", 0),
        (Handling(0, 0, True), "commune", None),
    ],
)
def test_one_stop(handling, level, worth):
    assert scores.one_stop(handling, level, R) == worth


@pytest.mark.parametrize(
    ("told", "worth"),
    [((0, 0, 0), 2), ((10, 10, 0), 2), ((10, 9, 0), 1), ((10, 8, 0), 0), ((10, 10, 1), 0)],
)
def test_petitions(told, worth):
    assert scores.petitions(Petitions(*told), R) == worth


@pytest.mark.parametrize(
    ("use", "worth"),
    [
        ((100, 20, 10, 3, 0), 2),
        ((100, 19, 10, 3, 0), 1),
        ((100, 20, 100, 29, 0), 1),
        ((100, 20, 100, 14, 0), 0),
        ((100, 20, 10, 3, 1), 0),
        ((100, 0, 0, 0, 0), 0),
        ((0, 0, 0, 0, 0), None),
    ],
)
def test_online(use, worth):
    assert scores.online(OnlineUse(*use), R) == worth


def test_publication():
    assert [scores.publication(*told) for told in [(True, True), (True, False), (False, False)]] == [2, 1, 0]


def test_a_score_is_the_mean_to_one_decimal_half_up():
    tally = [(facts(own=2), 1), (facts(own=1), 2), (facts(own=None), 4), (facts(own=0), 1)]
    score = of_dossiers(Index.OWN_TIME, scores.own_time, tally, 0)
    assert (score.value, score.n, score.counts, score.spared) == (Decimal("1.0"), 4, (1, 2, 1), 4)
    score = of_dossiers(Index.OWN_TIME, scores.own_time, [(facts(own=2), 1), (facts(own=1), 3)], 0)
    assert score.value == Decimal("1.3")  # 1.25


def test_bands_hold_their_least():
    assert [grade(Decimal(p), R.agency_bands) for p in (18, 15, "14.9", 12, 9, 6, "5.9", 0)] == [
        Grade.EXCELLENT,
        Grade.EXCELLENT,
        Grade.GOOD,
        Grade.GOOD,
        Grade.FAIR,
        Grade.MEDIOCRE,
        Grade.WEAK,
        Grade.WEAK,
    ]
    assert grade(Decimal("6.5"), R.officer_bands) is Grade.DONE_WELL


def test_what_is_not_known_leaves_a_range_and_what_is_not_theirs_is_made_up_for():
    known = [Score(index, Decimal(2), 20) for index in OF_OFFICER[:3]]
    unknown = [Score(index, None, missing=Missing.NO_DATA) for index in OF_OFFICER[3:]]
    found = total([*known, *unknown], 20, R.officer_bands, R)
    assert (found.low, found.high, found.most, found.grade) == (Decimal("6.0"), Decimal("10.0"), 10, None)
    found = total([*known, *(not_theirs(index) for index in OF_OFFICER[3:])], 20, R.officer_bands, R)
    assert (found.low, found.high, found.grade) == (Decimal("10.0"), Decimal("10.0"), Grade.DONE_EXCELLENTLY)
    assert total(unknown, 20, R.officer_bands, R).low is None


def test_few_dossiers_are_not_graded_and_few_slips_not_shown():
    few = evaluation([(PLAIN, 4)], scores.OFFICER, {}, R.officer_bands, R)
    assert few.score(Index.ATTITUDE).missing is Missing.FEW_SLIPS
    assert (few.dossiers, few.slips, few.total.grade) == (4, 4, None)
    enough = evaluation([(PLAIN, 10)], scores.OFFICER, {}, R.officer_bands, R)
    assert enough.total.grade is Grade.DONE_EXCELLENTLY
    assert enough.total.most == 10
    assert len(OF_AGENCY) * 2 == 18


def test_rules_hold_from_their_day():
    assert rules_on(date(2020, 1, 1)) is rules_on(date(2017, 1, 1)) is R
