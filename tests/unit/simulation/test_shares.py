"""Whole parts that sum up, and fates for every number of dossiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.simulation.shares import Fate, Scenario, fates, shared_out


@given(st.integers(0, 10**6), st.dictionaries(st.text(max_size=3), st.integers(1, 1000), min_size=1))
def test_the_parts_are_the_whole_and_next_to_their_share(whole, weights):
    parts = shared_out(whole, weights)
    total = sum(weights.values())
    assert sum(parts.values()) == whole
    assert all(abs(parts[part] - whole * weights[part] / total) < 1 for part in weights)


@given(st.integers(1, 200_000), st.sampled_from(Scenario))
def test_every_dossier_has_a_fate(dossiers, scenario):
    assert sum(fates(scenario, dossiers).values()) == dossiers


def test_the_whole_year_is_the_published_one():
    counts = fates(Scenario.CALM, 100_244)
    ways = (Fate.SOLVED, Fate.SOLVED_AFTER_SUPPLEMENT, Fate.SOLVED_AFTER_GUIDANCE)
    solved = sum(counts[fate] for fate in ways)
    open_ones = counts[Fate.STILL_AT_WORK] + counts[Fate.STILL_TO_BE_PAID]
    assert (solved, open_ones, 100_244 - solved - open_ones) == (99_788, 318, 138)


@pytest.mark.parametrize("dossiers", [17, 60, 1000])
def test_a_strained_year_has_every_fate(dossiers):
    assert min(fates(Scenario.STRAINED, dossiers).values()) >= 1
