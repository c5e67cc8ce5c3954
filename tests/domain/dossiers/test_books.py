"""Number books: opened, closed, and each number given once."""

import pytest
from django.core.exceptions import ValidationError

from motcua.dossiers import books
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.close_book import close_book
from motcua.dossiers.actions.open_book import open_book
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import NumberBook
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.journal.models import Event
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told

pytestmark = pytest.mark.django_db


def opened(world, when="2020-01-02T08:00", **more):
    told = {"sign": "SCT/BS", "name": "Sổ chứng thực bản sao", **more}
    return open_book(actor=world.counter, at=local(when), unit=world.one_stop, **told)


def answered(world, book, when="2020-06-02T09:00", number=""):
    at = local(when)
    who = {"applicant": world.applicant, "request": world.request, "receiver_name": "Ánh"}
    where = {"unit": world.one_stop, "version": world.version, "brought": world.papers}
    given = {"result_number": number, "book": book}
    return answer_on_the_spot(actor=world.counter, at=at, started_at=at, **where, **who, **given)


def test_the_next_number_is_offered_and_drawn(world):
    book = opened(world)
    first = answered(world, book)
    assert as_told(first).result.number == "1, quyển số 01/2020-SCT/BS"
    (offer,) = books.offered(world.one_stop, local("2020-06-02T10:00"))
    assert (offer.book, offer.place) == (book, 2)
    assert answered(world, book, number="7/KQ").result.number == "7/KQ"
    assert answered(world, book).result.book_place == 2


def test_a_full_volume_is_followed_by_the_next_and_the_year_begins_anew(world):
    book = opened(world)
    answered(world, book)
    with pytest.raises(ValidationError) as why:
        opened(world)
    assert list(why.value.message_dict) == ["sign"]
    close_book(actor=world.counter, at=local("2020-06-02T17:00"), book=book)
    assert Event.objects.get(type="number_book_closed").payload["last"] == 1
    second = opened(world, "2020-06-03T08:00")
    assert answered(world, second, "2020-06-03T09:00").result.number == "2, quyển số 02/2020-SCT/BS"
    assert books.offered(world.one_stop, local("2021-01-04T08:00")) == []
    with pytest.raises(RefusedError) as why:
        answered(world, second, "2021-01-04T09:00")
    assert (why.value.refusal, why.value.field) == (Refusal.BOOK_NOT_OPEN, "book")
    close_book(actor=world.counter, at=local("2021-01-04T09:00"), book=second)
    third = opened(world, "2021-01-04T09:00")
    assert answered(world, third, "2021-01-04T09:10").result.number == "1, quyển số 01/2021-SCT/BS"


def test_nothing_is_drawn_from_a_closed_book_nor_from_anothers(world):
    book = opened(world)
    close_book(actor=world.counter, at=local("2020-06-02T08:00"), book=book)
    with pytest.raises(RefusedError):
        answered(world, book)
    with pytest.raises(ValidationError):
        close_book(actor=world.counter, at=local("2020-06-02T08:00"), book=book)
    other = open_book(
        actor=world.clerk, at=local("2020-06-02T08:00"), unit=world.district, sign="KQ", name="Sổ kết quả"
    )
    with pytest.raises(RefusedError):
        answered(world, other)
    with pytest.raises(NotAllowedError):
        open_book(
            actor=world.specialist, at=local("2020-06-02T08:00"), unit=world.one_stop, sign="X", name="X"
        )
    assert NumberBook.objects.count() == 2
