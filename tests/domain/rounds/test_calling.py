"""Telephone calls: who is next, what is forgotten, and how far everybody is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.rounds import box, calling, fieldwork, tokens
from motcua.rounds.box import Filled
from motcua.rounds.models import CallAttempt, SampleEntry
from motcua.rounds.models.calling import Outcome
from motcua.rounds.models.collecting import Mode
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_cell, make_entries, make_round, make_tokens, satisfied

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def caller():
    return make_user(role=Role.SURVEY_TEAM, unit=make_unit("yen-chau"))


@pytest.fixture
def cell(caller):
    return make_cell(make_round(caller.officer.positions.get().unit), "vieng-lan")


@pytest.fixture
def people(cell):
    found = make_entries(cell, 3)
    make_tokens(found)
    return found


def order(cell, at=NOW):
    return [one.row for one in calling.to_call(cell.round, "vieng-lan", at)]


def noted(entry, outcome, caller, *, at=NOW, after=None):
    calling.note_call(entry, outcome, by=caller, at=at, call_after=after)


def test_whoever_was_just_called_rests_and_whoever_asked_for_an_hour_comes_first(cell, people, caller):
    first, second, _third = people
    assert order(cell) == [1, 2, 3]
    noted(first, Outcome.NO_ANSWER, caller)
    noted(second, Outcome.LATER, caller, after=NOW + timedelta(hours=1))
    assert order(cell) == [3]
    assert order(cell, NOW + timedelta(hours=2)) == [2, 3]
    assert order(cell, NOW + timedelta(hours=4)) == [2, 3, 1]


def test_an_agreed_hour_is_told(people, caller):
    with pytest.raises(IntegrityError, match="says_when"), transaction.atomic():
        noted(people[0], Outcome.LATER, caller)


def test_calls_are_forgotten_when_the_person_answers_in_whatever_way(cell, people, caller):
    for one in people:
        noted(one, Outcome.BUSY, caller)
    texts = texts_of(people)
    box.answer(box.token_for(texts[0]), Filled(satisfied(), Mode.WEB))
    box.hand_in(box.token_for(texts[1]))
    assert list(CallAttempt.objects.values_list("entry__row", flat=True)) == [3]


def texts_of(people):
    found = tokens.good_ones(people)
    return [found[one.pk] for one in people]


def test_how_far_cells_lists_and_ways_are(cell, people, caller):
    SampleEntry.objects.filter(row__lte=2).update(interviewer=caller)
    texts = texts_of(people)
    box.answer(box.token_for(texts[0]), Filled(satisfied(), Mode.PHONE, caller, 300))
    box.answer(box.token_for(texts[2]), Filled(satisfied(), Mode.WEB))
    [row] = fieldwork.cells(cell.round)
    assert (row.quota, row.asked, row.answered, row.lost, row.missing) == (10, 3, 2, 0, 8)
    assert fieldwork.assigned(cell.round) == [(caller, 2, 1)]
    assert set(fieldwork.brought(cell.round)) == {("phone", caller, 1), ("web", None, 1)}
