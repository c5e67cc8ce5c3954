"""What estimates are made of: columns, weights and the design of a round."""

import numpy as np
import pytest

from motcua.rounds import queries
from motcua.surveys import indices
from tests.factories.people import make_unit
from tests.factories.rounds import make_cell, make_responses, make_round, satisfied

pytestmark = pytest.mark.django_db


def test_answers_come_with_the_weight_of_their_cell_and_of_those_who_kept_silent():
    survey = make_round(make_unit("yen-chau"))
    big, small = (
        make_cell(survey, "a", drawn=4, population=400),
        make_cell(survey, "b", drawn=2, population=20),
    )
    make_responses(big, [satisfied(5), satisfied(2)])
    make_responses(small, [satisfied(4, trips="t2")] * 2)
    found = queries.collected(survey)
    assert dict(zip(found.of_cells("unit_code"), found.weights, strict=True)) == {"a": 200.0, "b": 10.0}
    whole = indices.indices(found.instrument, found.levels, found.design)
    assert whole.estimates.value[0, -1] == pytest.approx(100 * (200 + 20) / 420)
    assert sorted(found.texts["trips"]) == ["", "", "t2", "t2"]
    assert np.isnan(found.levels["c01"]).sum() == 0


def test_progress_counts_people_by_unit():
    survey = make_round(make_unit("yen-chau"))
    make_cell(survey, "a")
    assert queries.progress(survey) == []
    assert list(queries.with_answers()) == []
