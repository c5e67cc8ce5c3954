"""Results as one value: hidden where they must be, intervals everywhere, and microdata with nobody alone."""

from collections import Counter

import numpy as np
import pytest

from motcua.surveys import indices, instruments
from motcua.surveys.design import make_design
from motcua.surveys.microdata import LEAST, UNIT, codebook, microdata
from motcua.surveys.results import results

[PATH] = [path for path in instruments.shipped() if path.stem == "sipas-2017"]
INSTRUMENT = instruments.read_file(PATH)
ASKED = {"sex": 2, "age": 5, "education": 6, "occupation": 7, "place": 2}


@pytest.fixture(scope="module")
def answered():
    """Four units, one of them with too few answers, and unequal satisfaction."""
    rng = np.random.default_rng(20)
    sizes, level = [120, 90, 60, 12], [0.95, 0.8, 0.78, 0.9]
    units = [(f"xa-{u}", f"Xã {u}") for u, size in enumerate(sizes) for _ in range(size)]
    rows = len(units)
    chance = np.array([level[int(code[3:])] for code, _ in units])
    mood = rng.random(rows)
    levels = {
        c: np.where(mood * 0.5 + rng.random(rows) * 0.5 < chance, 4.0, 3.0) for c in INSTRUMENT.criteria()
    }
    levels["c05"][::7] = np.nan
    texts = {item.code: np.full(rows, "", dtype="<U40") for item in INSTRUMENT.items()}
    texts["trips"] = np.where(rng.random(rows) < 0.7, "t1", "t2")
    texts["expects"] = np.where(rng.random(rows) < 0.5, "online faster", "")
    for code in ASKED:
        options = [option.code for option in INSTRUMENT.item(code).options]
        texts[code] = rng.choice(options, rows)
    design = make_design(rows, strata=np.array([code for code, _ in units]), weights=np.full(rows, 10.0))
    return levels, texts, units, design


@pytest.fixture(scope="module")
def found(answered):
    return results(INSTRUMENT, *answered)


def test_figures_are_those_of_the_estimates(answered, found):
    levels, _texts, _units, design = answered
    plain = indices.indices(INSTRUMENT, levels, design)
    low, high = plain.estimates.interval(0.95)
    assert found.overall.value == pytest.approx(plain.estimates.value[0, -1])
    assert (found.overall.low, found.overall.high) == pytest.approx((low[0, -1], high[0, -1]))
    assert len(found.criteria) == 22
    assert len(found.factors) == 5
    assert found.criteria[4].figure.n == np.isfinite(levels["c05"]).sum()


def test_no_figure_without_interval_and_no_rank_without_range(found):
    shares = [figure for line in found.levels for figure in line.shares]
    shares += [line.figure for answers in found.answers for line in answers.lines]
    shares += [line.figure for line in (*found.units, *found.factors, *found.criteria)]
    for figure in shares:
        assert (figure.value is None) == (figure.low is None) == (figure.high is None)
        if figure.value is not None:
            assert 0 <= figure.low <= figure.value <= figure.high <= 100
            assert figure.n >= 30
    for line in found.units:
        assert (line.rank is None) == (line.best is None) == (not line.groups)
        if line.rank:
            assert line.best <= line.rank <= line.worst


def test_small_units_are_hidden_and_not_computable_from_the_others(found):
    by_name = {line.name: line for line in found.units}
    assert by_name["Xã 3"].figure.value is None
    # A single hidden unit would be what the others leave of the whole: its smallest neighbour goes too.
    assert by_name["Xã 2"].figure.value is None
    assert [line.name for line in found.units][:2] == ["Xã 0", "Xã 1"]
    assert set(found.estimates) == set(found.se) == {"Xã 0", "Xã 1"}


def test_levels_and_answers_add_up(found):
    for line in found.levels:
        assert sum(figure.value for figure in line.shares) == pytest.approx(100)
    trips = next(answers for answers in found.answers if answers.code == "trips")
    assert sum(line.figure.value for line in trips.lines) == pytest.approx(100)
    assert {answers.code for answers in found.answers} >= {"learned", "harassment", "timeliness", "expects"}
    assert "sex" not in {answers.code for answers in found.answers}
    notice = next(answers for answers in found.answers if answers.code == "delay_notice")
    assert all(line.figure.value is None for line in notice.lines)


def test_nobody_and_everybody_are_not_certain():
    """0 of 100 leaves room up to 3.6% (Clopper and Pearson)."""
    rows = 100
    levels = {code: np.full(rows, 4.0) for code in INSTRUMENT.criteria()}
    texts = {item.code: np.full(rows, "", dtype="<U40") for item in INSTRUMENT.items()}
    texts["trips"][:] = "t1"
    design = make_design(rows, weights=np.full(rows, 5.0))
    found = results(INSTRUMENT, levels, texts, [("xa", "Xã")] * rows, design)
    once, twice = next(answers for answers in found.answers if answers.code == "trips").lines[:2]
    assert (twice.figure.value, twice.figure.high) == (0.0, pytest.approx(3.62, abs=0.005))
    assert (once.figure.value, once.figure.low) == (100.0, pytest.approx(96.38, abs=0.005))
    assert found.overall.low < 100


def test_importance_is_the_weighted_correlation_with_the_rest(answered, found):
    levels = answered[0]
    codes = [code for code in INSTRUMENT.criteria() if code != "c01"]
    rest = np.nanmean(np.stack([levels[code] for code in codes], axis=1), axis=1)
    assert found.weighty[0].importance.value == pytest.approx(np.corrcoef(levels["c01"], rest)[0, 1])
    assert found.weighty[0].importance.low < found.weighty[0].importance.value
    assert 0 < found.alpha < 1


def test_nobody_is_alone_in_the_microdata(answered):
    _levels, texts, units, design = answered
    data = microdata(INSTRUMENT, texts, [code for code, _ in units], design.weights)
    telling = [*ASKED, UNIT]
    cells = Counter(tuple(row[column] for column in telling) for row in data.rows)
    assert min(cells.values()) >= LEAST
    assert data.blanked > 0
    assert len(data.rows) + data.left_out == len(units)
    assert not {"ethnicity", "agency", "procedure"} & set(data.columns)
    assert {entry.column for entry in codebook(INSTRUMENT)} == set(data.columns)
    few = microdata(INSTRUMENT, {c: t[:3] for c, t in texts.items()}, ["xa-0"] * 3, [1.0] * 3)
    assert (few.rows, few.left_out) == ((), 3)
