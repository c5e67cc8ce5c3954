"""Answers in one shape: what may be answered, what is told, what becomes columns."""

import numpy as np
import pytest

from motcua.surveys import answers, instruments
from motcua.surveys.answers import NotAnsweredError, read

SIPAS = next(instruments.read_file(path) for path in instruments.shipped() if path.stem == "sipas-2017")


def test_answers_are_levels_choices_and_texts():
    given = {
        "c01": ["4"],
        "trips": ["t2"],
        "expects": ["seats", "online"],
        "ethnicity": ["  Thái "],
        "sex": [""],
    }
    assert read(SIPAS, given) == {
        "c01": 4,
        "trips": "t2",
        "expects": ["online", "seats"],
        "ethnicity": "Thái",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"c01": ["6"]},
        {"c01": ["4", "5"]},
        {"expects": ["online", "seats", "skill", "faster"]},
        {"sex": ["x"]},
    ],
)
def test_what_the_form_does_not_offer_is_told_at_its_item(given):
    with pytest.raises(NotAnsweredError) as caught:
        read(SIPAS, given)
    assert set(caught.value.remarks) == set(given)


def test_what_was_not_asked_is_left_out():
    item = next(item for item in SIPAS.items() if item.when)
    told = {item.when.item: [item.when.answers[0]]}
    one = SIPAS.options_of(item)[0].code
    assert item.code in read(SIPAS, told | {item.code: [one]})
    assert read(SIPAS, {item.code: [one]}) == {}


def test_columns():
    forms = [{"c01": 5, "expects": ["online", "seats"]}, {"c02": 1}]
    assert np.array_equal(answers.levels(SIPAS, forms)["c01"], [5, np.nan], equal_nan=True)
    assert list(answers.texts(SIPAS, forms)["expects"]) == ["online seats", ""]
