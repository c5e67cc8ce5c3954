"""Ranks with their uncertainty."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.ranking import Year, bands, led, rank, streak
from tests.unit.surveys.command import sipas

units = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(units)
def test_what_holds_for_all_ranks(given_units):
    value, se = np.asarray(given_units).T
    found = rank(value, se, draws=500)
    for sets in (found.marginal, found.simultaneous):
        assert (sets[:, 0] >= 1).all()
        assert (sets[:, 1] <= len(value)).all()
        assert (sets[:, 0] <= found.rank).all()
        assert (found.rank <= sets[:, 1]).all()
    assert (found.rank == [1 + (value > v).sum() for v in value]).all()
    assert not (found.above & found.above.T).any()
    ordered = value[:, None] > value[None, :]
    assert not (found.above & ~ordered).any()
    assert sorted({unit for band in bands(found) for unit in band}) == list(range(len(value)))
    for band in bands(found):
        assert not found.above[np.ix_(band, band)].any()


@settings(max_examples=40, deadline=None)
@given(units, st.floats(0.5, 5), st.floats(-9, 9))
def test_ranks_don_t_depend_on_units_of_measure(given_units, scale, shift):
    value, se = np.asarray(given_units).T
    value = np.round(value, 3)
    plain, moved = rank(value, se, draws=500), rank(value * scale + shift, se * scale, draws=500)
    assert (plain.simultaneous == moved.simultaneous).all()


@settings(max_examples=40, deadline=None)
@given(units, st.floats(0.1, 0.9))
def test_smaller_errors_and_lower_levels_never_widen_a_set(given_units, factor):
    value, se = np.asarray(given_units).T
    wide = rank(value, se, draws=500).simultaneous
    for narrow in (rank(value, se * factor, draws=500), rank(value, se, level=0.8, draws=500)):
        assert (narrow.simultaneous[:, 0] >= wide[:, 0]).all()
        assert (narrow.simultaneous[:, 1] <= wide[:, 1]).all()


def test_far_apart_means_certain_and_close_means_open():
    certain = rank([90, 80, 70], [0.1, 0.1, 0.1])
    assert certain.simultaneous.tolist() == [[1, 1], [2, 2], [3, 3]]
    assert bands(certain) == [[0], [1], [2]]
    open_ = rank([80.2, 80.1, 80], [1, 1, 1])
    assert open_.simultaneous.tolist() == [[1, 3]] * 3
    assert bands(open_) == [[0, 1, 2]]


def test_a_chain_of_neighbours_has_overlapping_bands():
    found = rank([84, 82, 80], [0.7, 0.7, 0.7])
    assert bands(found) == [[0, 1], [1, 2]]


def test_no_error_means_certain_unless_equal():
    found = rank([5, 4, 4, 3], [0, 0, 0, 0])
    assert found.rank.tolist() == [1, 2, 2, 4]
    assert found.simultaneous.tolist() == [[1, 1], [2, 3], [2, 3], [4, 4]]
    assert found.marginal.tolist() == found.simultaneous.tolist()


def test_covariance_sharpens_what_moves_together():
    value, se = [80, 79], np.asarray([1.0, 1.0])
    together = [[1.0, 0.99], [0.99, 1.0]]
    assert rank(value, se).simultaneous.tolist() == [[1, 2], [1, 2]]
    assert rank(value, se, covariance=together).simultaneous.tolist() == [[1, 1], [2, 2]]


def test_the_seed_repeats():
    value, se = np.linspace(70, 90, 12), np.full(12, 2.0)
    assert (rank(value, se, seed=5).simultaneous == rank(value, se, seed=5).simultaneous).all()


def test_what_can_not_be_ranked():
    with pytest.raises(SurveyError) as caught:
        rank([1, 2, float("nan")], [1, 1, 1])
    assert caught.value.row == 2
    with pytest.raises(SurveyError):
        rank([1, 2], [1, -1])
    with pytest.raises(ChoiceError):
        rank([1, 2], [1, 1], level=95)


YEARS = [
    Year(2018, {"A": 90, "B": 80, "C": 70}, {"A": 1, "B": 1, "C": 1}),
    Year(2019, {"A": 91, "B": 88, "C": 70}, {"A": 1, "B": 1, "C": 1}),
    Year(2020, {"A": 92, "B": 80, "C": 70}, {"A": 1, "B": 1, "C": 1}),
]


def test_led_three_years_in_a_row():
    claim = led("A", YEARS)
    assert (claim.years, claim.observed, claim.weakest) == ((2018, 2019, 2020), True, (2019, "B"))
    assert claim.p == pytest.approx(0.01695, abs=1e-5)  # 3 points over an error of √2, one-sided
    assert claim.is_certain(0.95)
    assert not claim.is_certain(0.99)
    assert not led("B", YEARS).observed
    assert not led("B", YEARS).is_certain(0.01)
    assert (streak(YEARS, "A"), streak(YEARS, "B")) == (3, 0)
    assert streak([*YEARS, Year(2021, {"A": 90, "B": 90}, {"A": 0, "B": 0})], "A") == 0
    with pytest.raises(ChoiceError, match="no D"):
        led("D", YEARS)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("gap", [0, 1.0, 3.0])
def test_simultaneous_sets_cover_all_true_ranks(gap):
    """In at least 95% of samples every true rank is in its set; ties may take any rank that they share."""
    times, truth = 1000, 80 + gap * np.arange(15)
    se = np.random.default_rng(1).uniform(0.5, 2, 15)
    low = np.asarray([1 + (truth > t).sum() for t in truth])
    high = np.asarray([15 - (truth < t).sum() for t in truth])
    random, together, own = np.random.default_rng(2), 0, np.zeros(15)
    for _ in range(times):
        found = rank(truth + se * random.standard_normal(15), se, draws=2000)
        together += _holds(found.simultaneous, low, high).all()
        own += _holds(found.marginal, low, high)
    slack = 3 * (0.05 * 0.95 / times) ** 0.5
    assert together / times >= 0.95 - slack
    assert (own / times >= 0.95 - slack).all()


def _holds(sets, low, high):
    return (sets[:, 0] <= low) & (high <= sets[:, 1])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "đơn vị.csv"
    rows = ["xã,chỉ số,se", "Tú Nang,81.5,1.2", "Chiềng Pằn,92,0.4", "Lóng Phiêng,81,1.1"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


ASK = ["--estimate", "chỉ số", "--se", "se", "--label", "xã"]


def test_the_command_answers_in_json(table):
    run = sipas("rank", table, *ASK, "--seed", "3", "--format", "json")
    answers = json.loads(run.stdout)
    assert [list(a) for a in answers] == [["label", "rank", "marginal", "simultaneous", "method"]] * 3
    assert [(a["label"], a["rank"], a["simultaneous"]) for a in answers] == [
        ("Chiềng Pằn", 1, [1, 1]),
        ("Tú Nang", 2, [2, 3]),
        ("Lóng Phiêng", 3, [2, 3]),
    ]
    assert "Mogstad" in run.stderr


def test_the_command_tells_people_who_can_not_be_told_apart(table):
    run = sipas("rank", table, *ASK)
    assert "= Tú Nang, Lóng Phiêng" in run.stdout


def test_the_command_names_the_line(table):
    table.write_text(table.read_text(encoding="utf-8").replace("1.2", "-1"), encoding="utf-8")
    run = sipas("rank", table, *ASK, "--lang", "en")
    assert (run.returncode, run.stdout) == (1, "")
    assert "đơn vị.csv:2: The estimate is missing" in run.stderr
    assert sipas("rank", table, *ASK[:-1], "nothing").returncode == 2
