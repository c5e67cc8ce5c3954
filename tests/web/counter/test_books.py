"""Number books on screen: opened, drawn from at the counter, closed."""

import pytest

from motcua.dossiers.models import Dossier, NumberBook
from tests.web.counter.conftest import RECEIVE, filled
from tests.web.desk.conftest import received

pytestmark = pytest.mark.django_db
BOOK = {"unit": "huyen-mot-cua", "name": "Sổ chứng thực bản sao", "sign": "SCT/BS"}


def test_a_book_is_opened_drawn_from_and_closed(counter, world):
    assert 'href="/counter/books"' in counter.get("/counter/").text
    counter.post("/counter/books", BOOK)
    book = NumberBook.objects.get()
    again = counter.post("/counter/books", BOOK)
    assert (again.status_code, "Hãy khóa quyển đó trước" in again.text) == (422, True)
    page = counter.get(f"{RECEIVE}?procedure=9.100001").text
    assert "Sổ chứng thực bản sao, 01/2020-SCT/BS: số tiếp theo 1" in page
    counter.post(RECEIVE, filled(counter, do="answer", book=str(book.pk)))
    assert Dossier.objects.get().result.number == "1, quyển số 01/2020-SCT/BS"
    assert "số cuối 1" in counter.get("/counter/books").text
    counter.post(f"/counter/books/{book.pk}/close")
    assert NumberBook.objects.get().closed_on is not None
    assert "số tiếp theo" not in counter.get(f"{RECEIVE}?procedure=9.100001").text


def test_neighbours_close_nothing(desk, neighbour, counter, world):
    counter.post("/counter/books", BOOK)
    address = f"/counter/books/{NumberBook.objects.get().pk}/close"
    assert desk(neighbour).post(address).status_code == 404
    assert desk(world.specialist).get("/counter/books").status_code == 403
    assert received(world).code
