"""From answers to criteria, factors and the index, by a formula that is data."""

import numpy as np
import pytest

from motcua.surveys import estimates
from motcua.surveys.comparisons import between_groups, between_years, holm
from motcua.surveys.design import make_design
from motcua.surveys.estimates import Estimates
from motcua.surveys.indices import cronbach_alpha, indices, level_shares, suppressed
from motcua.surveys.instruments import Instrument
from motcua.surveys.problems import SurveyError
from motcua.surveys.variance import Groups

NAN = float("nan")


def instrument(**formula):
    """Two factors with two criteria and one."""
    items = [
        {"code": code, "kind": "scale", "scale": "levels", "label": {"vi": code}} for code in ("a", "b", "c")
    ]
    return Instrument.model_validate(
        {
            "code": "small",
            "version": "1",
            "title": {"vi": "Phiếu"},
            "scales": [{"code": "levels", "levels": [_level(i) for i in range(1, 6)]}],
            "sections": [{"code": "s", "label": {"vi": "S"}, "items": items}],
            "factors": [
                {"code": "f", "label": {"vi": "F"}, "criteria": ["a", "b"]},
                {"code": "g", "label": {"vi": "G"}, "criteria": ["c"]},
            ],
            "formula": {"suppress_below": 1, **formula},
        }
    )


def _level(i):
    return {"code": str(i), "label": {"vi": str(i)}}


ANSWERS = {"a": [5, 4, 3, NAN], "b": [4, 2, NAN, 5], "c": [1, 4, 4, 5]}
DESIGN = make_design(4, weights=[1, 1, 1, 1])


def values(found):
    return dict(zip(found.codes, found.estimates.value[0].round(6).tolist(), strict=True))


def test_shares_pooled_as_they_are_published():
    found = values(indices(instrument(), ANSWERS, DESIGN))
    third = round(200 / 3, 6)
    assert found == {"a": third, "b": third, "c": 75, "f": third, "g": 75, "overall": 70}


def test_means_of_parts():
    found = values(indices(instrument(factor="mean", overall="mean"), ANSWERS, DESIGN))
    assert found["overall"] == pytest.approx((200 / 3 + 75) / 2)


def test_scores():
    found = values(indices(instrument(criterion="score"), ANSWERS, DESIGN))
    assert (found["a"], found["f"]) == (80, pytest.approx(100 * 23 / 30, abs=1e-5))


def test_pooling_and_averaging_agree_when_nobody_skips():
    whole = {"a": [5, 4, 3, 1], "b": [4, 2, 5, 5], "c": [1, 4, 4, 5]}
    rules = [indices(instrument(factor=rule), whole, DESIGN).estimates for rule in ("pooled", "mean")]
    assert rules[0].value == pytest.approx(rules[1].value)
    assert rules[0].se == pytest.approx(rules[1].se)


def test_a_factors_error_knows_that_one_person_gave_all_answers():
    """Doubling a criterion adds no information: the factor's error stays that of the criterion."""
    same = {"a": [5, 4, 3, 1, 2, 5], "b": [5, 4, 3, 1, 2, 5], "c": [1, 4, 4, 5, 2, 3]}
    found = indices(instrument(), same, make_design(6, weights=[1] * 6))
    assert found.estimates.se[0, 3] == pytest.approx(found.estimates.se[0, 0])


def test_a_group_that_skipped_one_criterion_keeps_the_others():
    skipped = {**ANSWERS, "c": [1, 4, NAN, NAN]}
    groups = Groups(np.asarray([0, 0, 1, 1]), 2)
    found = indices(instrument(factor="mean", overall="mean"), skipped, DESIGN, groups).estimates.value
    assert np.isnan(found[1]).tolist() == [False, False, True, False, True, True]


def test_a_level_that_is_not_on_the_scale():
    with pytest.raises(SurveyError, match="level 6") as caught:
        indices(instrument(), {**ANSWERS, "b": [1, 2, 6, 1]}, DESIGN)
    assert caught.value.row == 2


def test_levels_add_up():
    found = level_shares(instrument(), "a", ANSWERS["a"], DESIGN)
    assert found.value[0].sum() == pytest.approx(100)
    assert found.n.tolist() == [[3] * 5]


def test_small_cells_are_hidden_and_can_not_be_computed_from_the_rest():
    n = np.asarray([[50, 29.0], [40, 31], [31, 28], [0, 500]])
    assert suppressed(n, 30).tolist() == [[False, True], [False, False], [False, True], [True, False]]
    assert suppressed(np.asarray([[29.0], [40], [31]]), 30).tolist() == [[True], [False], [True]]
    found = indices(instrument(suppress_below=5), ANSWERS, DESIGN)
    assert np.isnan(found.published().value).all()


def test_alpha():
    answers = [[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 3, 5], [5, 5, 4], [NAN, 1, 1]]
    assert cronbach_alpha(answers) == pytest.approx(
        1.5 * (1 - 6.4 / 15.8)
    )  # variances 2.5 + 1.7 + 2.2; of sums 15.8
    assert cronbach_alpha(answers, [1] * 6) == cronbach_alpha(answers)
    doubled = cronbach_alpha(answers + answers[:5])
    assert doubled == pytest.approx(cronbach_alpha(answers, [2] * 6))
    assert np.isnan(cronbach_alpha([[1, 2]]))
    assert np.isnan(cronbach_alpha([[1, 1], [1, 1]]))


def year(value, se, df):
    cells = [np.asarray([[x]], dtype=float) for x in (value, se, 100)]
    return Estimates(*cells, df)


def test_years_are_compared_as_independent_samples():
    found = between_years(year(80, 1, 60), year(83, 1.5, 40))
    assert (found.value.item(), found.se.item()) == (3, pytest.approx(3.25**0.5))
    assert found.df.item() == pytest.approx(3.25**2 / (1 / 60 + 1.5**4 / 40))
    assert found.p.item() == pytest.approx(0.1, abs=0.005)
    low, high = found.interval()
    assert low.item() < 0 < high.item()
    still = between_years(year(80, 0, 60), year(80, 0, 40))
    assert still.p.item() == 1


def test_groups_of_one_sample_are_compared_over_its_design():
    random = np.random.default_rng(3)
    town = np.repeat(np.arange(10), 6)
    y = random.normal(0, 1, 60) + np.repeat(random.normal(0, 3, 10), 6)
    groups = Groups(np.tile([0, 1, 2], 20), 3)
    design = make_design(60, clusters=[town], weights=[1.0] * 60)
    linear = estimates.linear_mean(design, y, groups)
    found = between_groups(design, linear, groups, [(0, 1), (0, 2)])
    alone = estimates.evaluated(design, linear, groups).se
    assert found.value[0] == pytest.approx(linear.value[0] - linear.value[1])
    assert found.se[0] < np.hypot(alone[0], alone[1])  # towns move all groups alike
    assert found.df.tolist() == [[9], [9]]


def test_holm():
    p = np.asarray([[0.01, 0.04], [0.03, NAN]])
    assert holm(p) == pytest.approx(np.asarray([[0.03, 0.06], [0.06, NAN]]), nan_ok=True)
