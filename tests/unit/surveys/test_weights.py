"""Weights after the draw."""

import numpy as np
import pytest

from motcua.surveys.design import make_design
from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.weights import Margin, Trim, calibrated, effective_size, for_non_response, raked


def sample(size=200, seed=1):
    random = np.random.default_rng(seed)
    sex, place = (
        random.choice(["f", "m"], size),
        random.choice(["town", "hill", "far"], size, p=[0.6, 0.3, 0.1]),
    )
    return make_design(size, weights=random.uniform(5, 15, size)), sex, place


def margins(sex, place):
    return [
        Margin("sex", sex, {"f": 1000, "m": 1000}),
        Margin("place", place, {"town": 900, "hill": 700, "far": 400}),
    ]


def test_those_who_answered_stand_for_their_class():
    found = for_non_response([10, 10, 20, 20], [True, False, True, True], ["a", "a", "b", "b"])
    assert found.tolist() == [20, 0, 20, 20]
    with pytest.raises(SurveyError, match="class b"):
        for_non_response([1, 1], [True, False], ["a", "b"])


def test_raking_meets_every_margin():
    design, sex, place = sample()
    found = raked(design, margins(sex, place))
    for value, total in {"f": 1000, "m": 1000}.items():
        assert found.weights[sex == value].sum() == pytest.approx(total, rel=1e-8)
    for value, total in {"town": 900, "hill": 700, "far": 400}.items():
        assert found.weights[place == value].sum() == pytest.approx(total, rel=1e-8)


def test_raking_keeps_what_the_margins_do_not_speak_of():
    """Within a cell of all margins, weights keep their proportions."""
    design, sex, place = sample()
    factor = raked(design, margins(sex, place)).weights / design.weights
    cell = factor[(sex == "f") & (place == "town")]
    assert cell == pytest.approx(np.full(len(cell), cell[0]))


def test_trimmed_weights_stay_within_bounds_and_meet_the_margins():
    design, sex, place = sample()
    free = raked(design, margins(sex, place)).weights / design.weights
    bounds = Trim(0.4, float(free.max()) * 0.98)
    found = raked(design, margins(sex, place), trim=bounds, tolerance=1e-6)
    factor = found.weights / design.weights
    assert factor.max() <= bounds.high + 1e-9
    assert found.weights[place == "far"].sum() == pytest.approx(400, rel=1e-5)
    with pytest.raises(SurveyError, match="No weights"):
        raked(design, margins(sex, place), trim=Trim(0.99, 1.01))


def test_margins_that_do_not_fit_the_sample():
    design, sex, _ = sample()
    with pytest.raises(SurveyError, match=r"differ: other\."):
        raked(design, [Margin("sex", sex, {"f": 1, "m": 1, "other": 1})])
    with pytest.raises(ChoiceError, match="one value a row"):
        raked(design, [Margin("sex", ["f", "m"], {"f": 1, "m": 1})])


def test_calibration_to_totals_that_can_not_be():
    design, sex, _ = sample()
    women = (sex == "f").astype(float)
    with pytest.raises(SurveyError, match="contradict"):
        calibrated(design, np.stack([women, women], axis=1), [1000, 900])
    with pytest.raises(SurveyError, match="negative"):
        calibrated(design, women[:, None], [-5])


def test_effective_size():
    assert effective_size([3, 3, 3]) == 3
    assert effective_size([1, 0, 0]) == 1
