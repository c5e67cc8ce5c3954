"""Whoever holds the whole database tries to say which answer is whose: by key, time, place, transaction.

Each person's answers tell who he is (ethnicity holds a number), so that the attacker can be marked. A pair is
found out when an ordering of tokens, as they were used, gives away the ordering of answers.
"""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection, transaction

from motcua.rounds import box, tokens
from motcua.rounds.box import Filled
from motcua.rounds.models import Response, SampleEntry
from motcua.rounds.models.collecting import Mode
from tests.factories.people import make_unit
from tests.factories.rounds import make_cell, make_entries, make_round, make_tokens, satisfied

PEOPLE = 60
ON = date(2021, 3, 5)


@pytest.fixture
def answered(transactional_db):
    """Sixty people answered one after the other, each in a transaction of his own; twelve still lie in the
    box. The attacker knows the order in which they came."""
    survey = make_round(make_unit("yen-chau"), smallest_batch=12)
    make_tokens(make_entries(make_cell(survey, "viet-hung", drawn=PEOPLE), PEOPLE))
    order = []
    for place, (entry, text) in enumerate(tokens.good_ones(SampleEntry.objects.all()).items()):
        box.answer(box.token_for(text), Filled(satisfied(ethnicity=str(place)), Mode.WEB))
        order.append(entry)
        if place % 16 == 15:
            box.deal(survey, on=ON)
    return order


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def places(sql):
    """Whose answers (by number of coming) stand in that order."""
    return [int(answers) for (answers,) in rows(sql)]


def agreement(order):
    """Share of neighbours that stand in the order in which they came: about a half when it says nothing."""
    return sum(a < b for a, b in pairwise(order)) / (len(order) - 1)


@pytest.mark.django_db(transaction=True)
def test_no_order_of_the_database_is_the_order_of_coming(answered):
    whose = "SELECT answers ->> 'ethnicity' FROM rounds_response ORDER BY "
    batch = places(whose + "xmin::text::bigint, ctid")
    assert len(batch) == 48
    for start in range(0, 48, 16):  # the batches follow each other; inside one, nothing does
        own = batch[start : start + 16]
        assert set(own) == set(range(start, start + 16))
        assert own != sorted(own)
    inside = [agreement(batch[start : start + 16]) for start in range(0, 48, 16)]
    by_key = agreement(places(whose + "id"))
    assert sum(inside) / 3 < 0.85
    assert 0.15 < by_key < 0.85


@pytest.mark.django_db(transaction=True)
def test_no_transaction_wrote_a_token_and_an_answer(answered):
    shared = "SELECT count(*) FROM rounds_response r JOIN rounds_token t ON r.xmin::text = t.xmin::text"
    assert rows(shared) == [(0,)]
    sizes = rows("SELECT count(*) FROM rounds_response GROUP BY xmin::text")
    assert {count for (count,) in sizes} == {16}


@pytest.mark.django_db(transaction=True)
def test_no_value_stands_in_both(answered):
    """Every value of every column of the answers is looked for in every row that a person leads to."""
    told = {str(v) for row in rows("SELECT * FROM rounds_response") for v in row if len(str(v)) > 8}
    told -= {str(cell) for (cell,) in rows("SELECT id FROM rounds_cell")} | {str(ON)}
    for table in ("rounds_token", "rounds_sampleentry", "rounds_receipt", "journal_event", "journal_access"):
        known = {str(v) for row in rows(f"SELECT * FROM {table}") for v in row}
        assert not told & known, table
    columns = (
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'rounds_response'"
    )
    kinds = dict(rows(columns))
    assert not [name for name, kind in kinds.items() if "timestamp" in kind or "time" in kind]
    assert {row.on for row in Response.objects.all()} == {ON}
    assert "timestamp" not in str(rows(columns.replace("rounds_response", "rounds_token")))


@pytest.mark.django_db(transaction=True)
def test_an_answer_says_nothing_that_was_not_asked(answered):
    """No moment, number of coming or address hides where a column of any kind has room for it."""
    said = [(row.answers | {"ethnicity": ""}, row.seconds, row.interviewer) for row in Response.objects.all()]
    assert said == [(satisfied(ethnicity=""), None, None)] * 48


@pytest.mark.django_db(transaction=True)
def test_the_box_is_not_dealt_in_a_transaction_that_may_know_a_token(answered):
    """A savepoint writes under a number of its own, so that xmin alone would not show it."""
    with pytest.raises(RuntimeError), transaction.atomic():
        box.deal(SampleEntry.objects.all()[0].round, on=ON)
    assert Response.objects.count() == 48


@pytest.mark.django_db(transaction=True)
def test_what_still_lies_in_the_box_is_sealed(answered):
    letters = [bytes(sealed) for (sealed,) in rows("SELECT sealed FROM rounds_letter")]
    assert len(letters) == 12
    assert len({len(letter) for letter in letters}) == 1
    assert not any(b"ethnicity" in letter for letter in letters)
