"""Designs, domains and missing values: what must hold whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.surveys import estimates
from motcua.surveys.cautions import cautions
from motcua.surveys.design import Lonely, make_design
from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.variance import Groups, covariance, variances
from motcua.surveys.weights import Margin, calibrated, raked
from tests.unit.surveys import samples

rows = st.integers(min_value=8, max_value=40)


def drawn(seed, size, towns=4):
    """A clustered, stratified sample of `size` rows with two variables and three fields."""
    random = np.random.default_rng(seed)
    stratum = random.integers(0, 2, size)
    stratum[:4] = [0, 0, 1, 1]
    town = stratum * 10 + random.integers(0, towns, size)
    town[:4] = [0, 1, 10, 11]
    design = make_design(
        size, strata=stratum, clusters=[town], weights=random.uniform(1, 9, size), populations=[[90] * size]
    )
    return design, random.normal(60, 9, (size, 2)), Groups(random.integers(0, 3, size), 3)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), rows)
def test_a_missing_value_is_outside_the_domain(seed, size):
    design, y, _ = drawn(seed, size)
    absent = np.random.default_rng(seed + 1).random(size) < 0.3
    absent[0] = False
    found = estimates.mean(design, np.where(absent, np.nan, y[:, 0]))
    inside = estimates.mean(design, y[:, 0], Groups(np.where(absent, -1, 0), 1))
    assert found.value.item() == pytest.approx(inside.value.item())
    assert found.se.item() == pytest.approx(inside.se.item())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), rows)
def test_groups_at_once_equal_groups_one_by_one(seed, size):
    design, y, groups = drawn(seed, size)
    together = estimates.mean(design, y, groups)
    for group in set(groups.code.tolist()):
        alone = estimates.mean(design, y, Groups(np.where(groups.code == group, 0, -1), 1))
        assert together.value[group] == pytest.approx(alone.value[0])
        assert together.se[group] == pytest.approx(alone.se[0])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), rows, st.floats(0.1, 50), st.floats(-99, 99))
def test_scale_and_shift(seed, size, scale, shift):
    design, y, _ = drawn(seed, size)
    plain, moved = estimates.mean(design, y), estimates.mean(design, y * scale + shift)
    assert moved.value == pytest.approx(plain.value * scale + shift)
    assert moved.se == pytest.approx(plain.se * scale)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), rows)
def test_the_order_of_rows_does_not_matter(seed, size):
    design, y, groups = drawn(seed, size)
    order = np.random.default_rng(seed).permutation(size)
    stage = design.stages[0]
    shuffled = make_design(
        size,
        strata=stage.stratum[order],
        clusters=[stage.unit[order]],
        weights=design.weights[order],
        populations=[[90] * size],
    )
    found = estimates.mean(shuffled, y[order], Groups(groups.code[order], 3))
    assert found.se == pytest.approx(estimates.mean(design, y, groups).se, nan_ok=True)


def test_covariances_hold_variances_and_differences():
    design, y, groups = drawn(1, 40)
    linear = estimates.linear_mean(design, y[:, :1], groups)
    z = np.where(groups.code[:, None] == np.arange(3), linear.z, 0.0)
    found = covariance(design, z)
    assert np.diag(found) == pytest.approx(variances(design, linear.z, groups)[:, 0])
    difference = variances(design, z[:, :1] - z[:, 1:2])[0, 0]
    assert found[0, 0] + found[1, 1] - 2 * found[0, 1] == pytest.approx(difference)


def test_a_census_has_no_error():
    found = estimates.mean(make_design(3, populations=[[3, 3, 3]]), [1, 2, 6])
    assert (found.value.item(), found.se.item(), found.df) == (3, 0, 2)


def test_post_strata_whose_totals_are_estimated_have_no_error():
    design, y, groups = drawn(2, 40)
    counts = {str(g): 100.0 + int(g) for g in range(3)}
    adjusted = raked(design, [Margin("field", groups.code, counts)])
    sizes = estimates.total(adjusted, np.ones(40), groups)
    assert sizes.value[:, 0] == pytest.approx(list(counts.values()))
    assert sizes.se[:, 0] == pytest.approx(0, abs=1e-6)
    assert estimates.mean(adjusted, y).se[0, 0] > 0


def test_linear_calibration_on_class_sizes_is_post_stratification():
    design, y, groups = drawn(2, 40)
    dummies = np.eye(3)[groups.code]
    one = calibrated(design, dummies, [100, 101, 102])
    other = raked(design, [Margin("field", groups.code, {"0": 100, "1": 101, "2": 102})])
    assert one.weights == pytest.approx(other.weights)
    assert estimates.mean(one, y).se == pytest.approx(estimates.mean(other, y).se)


@pytest.mark.parametrize(
    ("arguments", "words", "row"),
    [
        ({"weights": [1, 2, -1, 1]}, "never negative", 2),
        ({"weights": [0, 0, 0, 0]}, "zero", None),
        ({"weights": [1, float("nan"), 1, 1]}, "never negative", 1),
        ({"populations": [[9, 9, 9, 8]]}, "differs", 0),
        ({"populations": [[3, 3, 3, 3]]}, "smaller", 0),
        ({"populations": [[0.5] * 4]}, "smaller", 0),
        ({"strata": list("aaab"), "populations": [[9] * 4], "lonely": Lonely.FAIL}, "spread", None),
    ],
)
def test_what_is_no_design(arguments, words, row):
    with pytest.raises(SurveyError, match=words) as caught:
        make_design(4, **arguments)
    assert caught.value.row == row


def test_a_population_for_each_stage():
    with pytest.raises(ChoiceError, match="Each stage"):
        make_design(4, clusters=[list("aabb"), list("xyxy")], populations=[[9] * 4])


def told(design, *more):
    return " ".join(remark.en for remark in cautions(design, *more))


def test_cautions():
    many = make_design(60, weights=[1.0] * 60)
    assert told(many) == ""
    assert "only 15 clusters" in told(make_design(60, clusters=[[i // 4 for i in range(60)]]))
    lopsided = make_design(99, clusters=[[max(0, i - 50) for i in range(99)]])
    assert "very unequal" in told(lopsided)
    assert "No weights" in told(lopsided)
    one = make_design(5, clusters=[[1] * 5])
    assert "no interval" in told(one)
    assert np.isnan(estimates.mean(one, [1, 2, 3, 4, 5]).se.item())
    nested = make_design(60, strata=[i % 2 for i in range(60)], clusters=[[i // 2 for i in range(60)]])
    assert "several strata" in told(nested)


def test_the_oracle_covers_every_design():
    assert set(samples.known()) == set(samples.KINDS)
