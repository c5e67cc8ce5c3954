"""Closed rounds of a district: four communes, clearly and not clearly apart, one with few answers."""

import numpy as np
import pytest

from motcua.accounts.permissions import Role
from motcua.rounds.lifecycle import State
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_cell, make_instrument, make_responses, make_round, satisfied

COMMUNES = {"xa-a": ("Xã Chiềng Pằn", 0.97, 60), "xa-b": ("Xã Viêng Lán", 0.8, 60)}
COMMUNES |= {
    "xa-c": ("Xã Sập Vạt", 0.78, 60),
    "xa-d": ("Xã Tú Nang", 0.8, 12),
    "xa-e": ("Xã Yên Sơn", 0.6, 40),
}


def answers(rng, chance):
    """Two criteria answered by chance, the rest alike; of whoever waited, some were told."""
    form = satisfied(5 if rng.random() < chance else 3)
    form |= {"c01": int(rng.integers(2, 6)), "c02": 4 if rng.random() < chance else 2}
    late = "late" if rng.random() < 0.3 else "on_time"
    told = {"delay_notice": "yes"} if late == "late" else {}
    who = {"sex": "female" if rng.random() < 0.5 else "male", "age": "to_34", "ethnicity": "Thái"}
    return (
        form | who | told | {"trips": "t1", "timeliness": late, "learned": "officer", "expects": ["online"]}
    )


def a_round(unit, year, instrument, state=State.CLOSED, *, published=True):
    rng = np.random.default_rng(year)
    survey = make_round(unit, year=year, state=state, instrument=instrument, published=published)
    for code, (name, chance, many) in COMMUNES.items():
        cell = make_cell(survey, code, drawn=many, population=many * 20, name=name)
        make_responses(cell, [answers(rng, chance) for _ in range(many)])
    return survey


@pytest.fixture
def district(db):
    return make_unit("yen-chau", name="UBND huyện Yên Châu")


@pytest.fixture
def team(district):
    return make_user(role=Role.SURVEY_TEAM, unit=district)


@pytest.fixture
def three_years(district):
    """Closed rounds of 2018 to 2020, oldest first."""
    instrument = make_instrument()
    return [a_round(district, year, instrument) for year in (2018, 2019, 2020)]
