"""The box: one answer a token, sealed until enough lie there, none lost, none twice."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag

from motcua.rounds import box, queries, sealing
from motcua.rounds.box import Filled
from motcua.rounds.lifecycle import State
from motcua.rounds.models import Letter, Response, Token
from motcua.rounds.models.collecting import Mode
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_cell, make_entries, make_responses, make_round, make_tokens, satisfied

pytestmark = pytest.mark.django_db
ON = date(2021, 3, 5)


@pytest.fixture
def cell(db):
    return make_cell(make_round(make_unit("yen-chau"), smallest_batch=5), "viet-hung")


def fill(level=4, mode=Mode.WEB, **told):
    return Filled(satisfied(level), mode, **told)


def answer_all(cell, many, **told):
    for text in make_tokens(make_entries(cell, many)):
        box.answer(box.token_for(text), fill(**told))


def test_a_token_is_good_once(cell):
    [text] = make_tokens(make_entries(cell, 1))
    token = box.token_for(f" {text[:8].lower()}-{text[8:]}")
    box.answer(token, fill())
    with pytest.raises(box.UsedTokenError):
        box.token_for(text)
    with pytest.raises(box.UsedTokenError):
        box.answer(token, fill())
    assert Letter.objects.count() == 1


def test_no_token_no_answer(cell):
    with pytest.raises(box.NoTokenError):
        box.token_for("0000000000000000")
    [text] = make_tokens(make_entries(cell, 1))
    token = box.token_for(text)
    cell.round.__class__.objects.update(state=State.CLOSED, closed_at=cell.round.opened_at)
    with pytest.raises(box.NoTokenError):
        box.token_for(text)
    with pytest.raises(box.NoTokenError):
        box.answer(token, fill())
    assert not Token.objects.get(pk=token.pk).used


def test_letters_wait_for_enough_of_their_kind(cell):
    answer_all(cell, 4)
    asker = make_user()
    answer_all(cell, 3, mode=Mode.INTERVIEW, interviewer=asker)
    assert box.deal(cell.round, on=ON) == 0
    answer_all(cell, 2, level=2)
    assert box.deal(cell.round, on=ON) == 6
    assert Letter.objects.count() == 3
    assert {response.mode for response in Response.objects.all()} == {"web"}
    assert box.deal_rest(cell.round, on=ON) == 3
    assert Letter.objects.count() == 0
    assert [
        len(queries.collected(cell.round).responses),
        Response.objects.filter(interviewer=asker).count(),
    ] == [9, 3]


def test_a_small_rest_is_dealt_anew_with_all_of_its_group(cell):
    before = {r.pk: r.answers for r in make_responses(cell, [satisfied(n % 5 + 1) for n in range(7)])}
    answer_all(cell, 2, level=3)
    box.deal_rest(cell.round, on=ON)
    after = {r.pk: r for r in Response.objects.all()}
    assert len(after) == 9
    assert {pk: after[pk].answers for pk in before} == before
    assert {r.on for r in after.values()} == {ON}


def test_what_lies_in_the_box_is_read_by_nobody_without_the_key(cell, settings):
    answer_all(cell, 1)
    sealed = bytes(Letter.objects.get().sealed)
    assert b"c01" not in sealed
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidTag):
        sealing.unseal(sealed)


def test_letters_of_long_and_short_answers_are_of_one_size(cell):
    short = sealing.seal({"answers": {}, "seconds": None})
    long = sealing.seal({"answers": satisfied(ethnicity="Thái" * 100), "seconds": 300})
    assert len(short) == len(long)
