"""2,000 samples of a whole known population, drawn and estimated by this program: bias and coverage."""

import numpy as np
import pytest

from motcua.surveys import estimates
from motcua.surveys.cautions import cautions
from motcua.surveys.design import codes, make_design
from motcua.surveys.sampling.allocation import Allocation, allocate
from motcua.surveys.sampling.draws import Frame, Share, draw_clusters, draw_rows
from motcua.surveys.sampling.lots import Lots
from tests.unit.surveys.outside import needs_schools, schools

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500), needs_schools]
TIMES = 2000
TRUTH = 664.712625121085


@pytest.fixture(scope="module")
def population():
    return schools("apipop")


def estimated(y, picks):
    """Mean and interval as the record of the draw says to estimate."""
    populations = [[pick.population for pick in picks]] if picks[0].population else []
    clusters = [[pick.unit for pick in picks]]
    if populations and picks[0].population2:
        populations.append([pick.population2 for pick in picks])
        clusters.append([pick.unit2 for pick in picks])
    design = make_design(
        len(picks),
        strata=[pick.stratum for pick in picks],
        clusters=clusters,
        populations=populations,
        weights=[1 / pick.probability for pick in picks],
    )
    found = estimates.mean(design, y[[pick.row for pick in picks]])
    low, high = found.interval()
    return found.value.item(), low.item() <= TRUTH <= high.item()


def repeated(table, drawn):
    """Bias in Monte-Carlo standard errors, and coverage, of TIMES draws with the seeds 0, 1, 2, …"""
    y = table.numbers("api00")
    found = [estimated(y, drawn(Lots(str(seed), table.sha256))) for seed in range(TIMES)]
    values = np.asarray([value for value, _ in found])
    bias = (values.mean() - TRUTH) / (values.std(ddof=1) / TIMES**0.5)
    return bias, np.mean([covered for _, covered in found])


def by_district(table, sizes):
    district, names = codes(table.texts("dnum"))
    rows = len(table.rows)
    whole = np.zeros(rows, dtype=np.intp)
    return Frame(rows, whole, ["all"], district, list(names), np.bincount(district) * 1.0 if sizes else None)


def test_a_stratified_sample_of_200(population):
    stratum, names = codes(population.texts("stype"))
    members = list(Frame(len(population.rows), stratum, list(names)).members())
    counts = allocate(200, [len(rows) for _, rows in members], Allocation.PROPORTIONAL)

    def drawn(lots):
        places = zip(members, counts, strict=True)
        return [pick for (name, rows), n in places for pick in draw_rows(lots, name, rows, Share(n))]

    bias, coverage = repeated(population, drawn)
    assert abs(bias) < 3
    assert 0.93 <= coverage <= 0.96


def test_40_districts_proportional_to_size_and_5_schools_in_each(population):
    frame = by_district(population, sizes=True)
    [(name, rows)] = frame.members()
    bias, coverage = repeated(population, lambda lots: draw_clusters(lots, frame, name, rows, Share(40, 5)))
    assert abs(bias) < 3
    assert 0.93 <= coverage <= 0.96


def test_districts_with_equal_chances_cover_less_and_are_warned_of(population, record_property):
    """Sizes of districts differ a hundredfold; R covers no more. What can be had is the warning."""
    frame = by_district(population, sizes=False)
    [(name, rows)] = frame.members()
    _, coverage = repeated(population, lambda lots: draw_clusters(lots, frame, name, rows, Share(40, 5)))
    record_property("coverage", float(coverage))
    print(f"coverage with equal chances: {coverage:.3f}")
    assert 0.75 < coverage < 0.93
    picks = draw_clusters(Lots("0", population.sha256), frame, name, rows, Share(40, 5))
    weights = [1 / pick.probability for pick in picks]
    design = make_design(len(picks), clusters=[[pick.unit for pick in picks]], weights=weights)
    assert any("very unequal" in remark.en for remark in cautions(design))
