"""Sizes, allocations and draws; and that a draw can be checked by anyone."""

import hashlib

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.sampling import sizes
from motcua.surveys.sampling.allocation import Allocation, allocate
from motcua.surveys.sampling.draws import pps_chances
from motcua.surveys.sampling.lots import Lots
from motcua.surveys.sampling.plan import ADDED, Plan, draw
from motcua.surveys.tables import parse


def frame(rows=60):
    """Dossiers in three communes and villages of 1 to 11 dossiers."""
    lines = ["dossier,commune,village,size,days"]
    for i in range(rows):
        village = int((i + 0.5) ** 0.5)
        lines.append(f"{i},{'abc'[i * 3 // rows]},v{village},{2 * village + 1},{1 + (i * 7) % 13}")
    return parse(("\n".join(lines) + "\n").encode(), name="frame.csv")


def test_slovin_as_in_the_guidance():
    assert sizes.slovin(100_244) == 399
    assert sizes.slovin(1) == 1


def test_sizes_that_know_more():
    assert sizes.for_share(0.05) == 385
    assert sizes.for_share(0.05, population=1000) == 278
    clusters = sizes.Circumstances(design_effect=1.5, response=0.8)
    assert sizes.for_share(0.05, circumstances=clusters) == 721
    assert sizes.for_difference(0.8, 0.9) == 199
    assert sizes.for_difference(0.8, 0.9, power=0.9) == 266
    assert sizes.for_domains({"A": 40, "B": 10**6}, 0.05) == {"A": 37, "B": 384}
    assert sizes.for_mean(0.1, deviation=1) == 385


@pytest.mark.parametrize(
    "ask",
    [
        lambda: sizes.slovin(100, 0),
        lambda: sizes.slovin(0),
        lambda: sizes.for_difference(0.8, 0.8),
        lambda: sizes.Circumstances(response=0),
    ],
)
def test_sizes_that_make_no_sense(ask):
    with pytest.raises(ChoiceError):
        ask()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=12),
    st.floats(0, 1),
    st.sampled_from(list(Allocation)),
    st.integers(0, 99),
)
def test_allocations_use_the_sample_up_within_bounds(room, part, rule, seed):
    least, most = sum(min(2, size) for size in room), sum(room)
    n = round(least + part * (most - least))
    assume(n > 0)
    spread = np.random.default_rng(seed).uniform(0, 3, len(room)).tolist()
    given_out = allocate(n, room, rule, spread)
    assert sum(given_out) == n
    assert all(min(2, size) <= count <= size for count, size in zip(given_out, room, strict=True))


def test_rules_of_allocation():
    assert allocate(100, [500, 300, 200], Allocation.PROPORTIONAL) == [50, 30, 20]
    assert allocate(99, [500, 300, 200], Allocation.EQUAL) == [33, 33, 33]
    assert allocate(100, [500, 500], Allocation.NEYMAN, [1, 3]) == [25, 75]
    assert allocate(100, [10, 500], Allocation.NEYMAN, [300, 1]) == [10, 90]
    with pytest.raises(ChoiceError, match="standard deviation"):
        allocate(100, [500, 500], Allocation.NEYMAN)
    with pytest.raises(ChoiceError, match="wanted"):
        allocate(100, [50], Allocation.EQUAL)
    with pytest.raises(ChoiceError, match="At least"):
        allocate(3, [50, 50], Allocation.EQUAL)


def test_a_lot_is_what_anyone_computes():
    whole = hashlib.sha256(b"2026|abc|row|17").digest()
    assert Lots("2026", "abc").number("row", 17) == (int.from_bytes(whole, "big") >> 203) / 2**53


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=30), st.integers(1, 30))
def test_chances_proportional_to_size(measures, n):
    assume(n <= len(measures))
    chances = pps_chances(n, np.asarray(measures))
    assert chances.sum() == pytest.approx(n)
    assert (chances <= 1 + 1e-12).all()
    open_ = chances < 1
    ratio = chances[open_] / np.asarray(measures)[open_]
    assert ratio == pytest.approx(np.full(len(ratio), ratio[0] if len(ratio) else 0))


PLANS = [
    {"n": 12, "strata": "commune"},
    {"n": 12, "strata": "commune", "systematic": True},
    {"n": 12, "strata": "commune", "allocation": Allocation.NEYMAN, "spread": "days"},
    {"n": 12, "cluster": "village", "take": 3},
    {"n": 3, "cluster": "village"},
    {"n": 12, "cluster": "village", "take": 3, "pps": "size"},
    {"n": 24, "cluster": "village", "take": 4, "pps": "days", "strata": "commune"},
]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_the_same_seed_and_frame_draw_the_same(plan):
    first, again = (draw(frame(), Plan(seed="s", reserve=0.2, **plan)) for _ in "12")
    assert (first.rows, first.record) == (again.rows, again.record)
    rows = [pick.row for pick in first.picks]
    assert len(rows) == len(set(rows))
    other = [draw(frame(), Plan(seed=seed, **plan)).rows for seed in "abcd"]
    assert len(set(other)) > 1


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_probabilities_are_how_often_rows_come(plan):
    """Over many seeds each row is drawn as often as its probability says; weights are unbiased."""
    counts, total, times = np.zeros(60), 0.0, 300
    said: dict[int, float] = {}
    for seed in range(times):
        picks = [p for p in draw(frame(), Plan(seed=str(seed), **plan)).picks if p.reserve == 0]
        for pick in picks:
            counts[pick.row] += 1
            said[pick.row] = pick.probability
            total += 1 / pick.probability
    for row, probability in said.items():
        error = (probability * (1 - probability) / times) ** 0.5
        assert counts[row] / times == pytest.approx(probability, abs=5 * error + 1e-9)
    assert total / times == pytest.approx(60, rel=0.05)


def test_reserves_come_from_the_same_place_and_weigh_nothing():
    drawn = draw(frame(), Plan(n=12, seed="s", strata="commune", reserve=0.5))
    spare = [pick for pick in drawn.picks if pick.reserve]
    assert [pick.reserve for pick in spare] == [1, 1, 1, 2, 2, 2]
    cells = dict(zip(drawn.header, drawn.rows[-1], strict=True))
    assert (cells["weight"], cells["inclusion_probability"], cells["reserve"]) == ("", "", "2")
    assert [s["reserve"] for s in drawn.record["strata"]] == [2, 2, 2]


def test_a_certain_cluster_is_a_stratum_of_its_own():
    drawn = draw(frame(), Plan(n=25, seed="s", cluster="village", take=5, pps="size"))
    assert drawn.record["plan"]["size"] == "size as given for each cluster"
    summed = draw(frame(), Plan(n=35, seed="s", cluster="village", take=5, pps="days"))
    assert summed.record["plan"]["size"].startswith("days summed")
    certain = [pick for pick in summed.picks if pick.chance >= 1 or "/" in pick.stratum]
    assert certain
    assert all(pick.unit == str(pick.row + 1) for pick in certain)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"n": 0}, "positive"),
        ({"n": 61}, "wanted"),
        ({"n": 10, "take": 3}, "cluster"),
        ({"n": 10, "pps": "size"}, "cluster"),
        ({"n": 10, "cluster": "village", "take": 3}, "multiple"),
        ({"n": 3, "cluster": "village", "systematic": True}, "systematic"),
        ({"n": 6, "strata": "nothing"}, "no column nothing"),
    ],
)
def test_plans_that_make_no_sense(plan, words):
    with pytest.raises(ChoiceError, match=words):
        draw(frame(), Plan(seed="s", **plan))


def test_frames_that_can_not_be_drawn_from():
    with pytest.raises(ChoiceError, match="weight"):
        draw(parse(b"weight\n1\n2\n", name="f"), Plan(n=1, seed="s"))
    with pytest.raises(SurveyError, match="f:3: A size is never negative"):
        draw(parse(b"v,s\na,1\nb,-1\n", name="f"), Plan(n=2, seed="s", cluster="v", pps="s"))


def test_added_columns_follow_the_frame():
    drawn = draw(frame(), Plan(n=12, seed="s"))
    assert drawn.header[-len(ADDED) :] == ADDED
    assert {len(row) for row in drawn.rows} == {len(drawn.header)}
