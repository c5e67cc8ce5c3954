"""The published estimates of the school samples (shared/data/surveys/reference-estimates.md)."""

import pytest

from motcua.surveys import estimates
from motcua.surveys.design import make_design
from motcua.surveys.weights import Margin, raked
from tests.unit.surveys.outside import needs_schools, schools

pytestmark = needs_schools
STYPE = Margin("stype", [], {"E": 4421, "H": 755, "M": 1018})


@pytest.fixture(scope="module")
def strata():
    return schools("apistrat")


@pytest.fixture(scope="module")
def clusters():
    return schools("apiclus1")


def stratified(table, weights=True):
    return make_design(
        len(table.rows),
        strata=table.texts("stype"),
        weights=table.numbers("pw") if weights else None,
        populations=[table.numbers("fpc")],
    )


def clustered(table):
    populations = [table.numbers("fpc")]
    weights = table.numbers("pw")
    return make_design(
        len(table.rows), clusters=[table.texts("dnum")], weights=weights, populations=populations
    )


def margin(table, column, totals):
    return Margin(column, table.texts(column), totals)


def exactly(value):
    return pytest.approx(value, rel=1e-6)


def test_a_stratified_mean(strata):
    found = estimates.mean(stratified(strata), strata.numbers("api00"))
    assert (found.value.item(), found.se.item()) == (exactly(662.2873632), exactly(9.40894080278))
    assert [end.item() for end in found.interval()] == [exactly(643.7321883), exactly(680.8425381)]


def test_weights_that_follow_from_the_populations(strata):
    found = estimates.mean(stratified(strata, weights=False), strata.numbers("api00"))
    assert (found.value.item(), found.se.item()) == (exactly(662.2873632), exactly(9.40894080278))


def test_a_stratified_total(strata):
    found = estimates.total(stratified(strata), strata.numbers("enroll"))
    assert (found.value.item(), found.se.item()) == (exactly(3687177.532), exactly(114641.7161))


def test_domains(strata):
    groups, names = strata.groups("stype")
    found = estimates.mean(stratified(strata), strata.numbers("api00"), groups)
    assert names == ["E", "H", "M"]
    assert found.se[:, 0].tolist() == exactly([12.3824797939, 14.9371291854, 16.2147067082])


def test_a_ratio(strata):
    found = estimates.ratio(stratified(strata), strata.numbers("api.stu"), strata.numbers("enroll"))
    assert (found.value.item(), found.se.item()) == (exactly(0.836956886941), exactly(0.00775710316664))


def test_a_mean_over_clusters_and_its_design_effect(clusters):
    design, score = clustered(clusters), clusters.numbers("api00")
    found = estimates.mean(design, score)
    assert (found.value.item(), found.se.item()) == (exactly(644.1693989), exactly(23.54224))
    assert estimates.design_effect(design, score).item() == exactly(9.34586945)


def test_a_total_over_clusters(clusters):
    found = estimates.total(clustered(clusters), clusters.numbers("enroll"))
    assert (found.value.item(), found.se.item()) == (exactly(3404940.135), exactly(932235.027))


def test_a_post_stratified_mean(clusters):
    design = raked(clustered(clusters), [margin(clusters, "stype", STYPE.totals)])
    found = estimates.mean(design, clusters.numbers("api00"))
    assert (found.value.item(), found.se.item()) == (exactly(642.3107882), exactly(23.92049))


def test_a_raked_mean(clusters):
    wide = margin(clusters, "sch.wide", {"No": 1072, "Yes": 5122})
    design = raked(clustered(clusters), [margin(clusters, "stype", STYPE.totals), wide])
    found = estimates.mean(design, clusters.numbers("api00"))
    assert (found.value.item(), found.se.item()) == (exactly(641.2303209), exactly(23.70361689))
