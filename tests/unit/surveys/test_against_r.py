"""Our estimates equal those of R's `survey` on samples of every design."""

import pytest

from tests.unit.surveys import samples

HERE = samples.oracle_is_here()


@pytest.mark.parametrize("seed", ["1", "2", "3"])
@pytest.mark.parametrize("kind", samples.KINDS)
def test_answers_that_r_gave(kind, seed):
    pairs, degrees = samples.known()[kind][seed]
    found, found_degrees = samples.ours(kind, samples.sample(kind, seed))
    assert found == [pytest.approx(pair, rel=1e-9) for pair in pairs]
    assert found_degrees == degrees


@pytest.mark.slow
@pytest.mark.skipif(not HERE, reason="R with its package survey (r-cran-survey) is not installed")
@pytest.mark.parametrize("kind", samples.KINDS)
def test_answers_that_r_gives(kind, tmp_path):
    source = samples.sample(kind, "1")
    pairs, degrees = samples.oracle(kind, source, tmp_path)
    found, found_degrees = samples.ours(kind, source)
    assert found == [pytest.approx(pair, rel=1e-9) for pair in pairs]
    assert found_degrees == degrees
