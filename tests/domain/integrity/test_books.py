"""Number books and outages: `motcua verify` names each column that is not as told; an outage can't change."""

import pytest
from django.db import DatabaseError, transaction

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.close_book import close_book
from motcua.dossiers.actions.open_book import open_book
from motcua.dossiers.actions.record_outage import record_outage
from motcua.dossiers.models import NumberBook, Outage
from motcua.integrity.books import changed_books
from tests.domain.dossiers.conftest import local
from tests.domain.integrity.conftest import commanded
from tests.domain.journal.conftest import enemy
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(transactional_db, outside, world):
    """Two volumes, the first closed, and an outage."""
    told = {"unit": world.one_stop, "sign": "SCT/BS", "name": "Sổ chứng thực bản sao"}
    first = open_book(actor=world.counter, at=local("2020-01-02T08:00"), **told)
    close_book(actor=world.counter, at=local("2020-03-02T08:00"), book=first)
    open_book(actor=world.counter, at=local("2020-03-02T08:01"), **told)
    head = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    times = {"began_at": local("2020-06-01T08:00"), "ended_at": local("2020-06-01T11:00")}
    record_outage(actor=head, at=local("2020-06-01T13:00"), unit=world.one_stop, ground="Mất điện", **times)
    assert list(changed_books()) == []
    return world.one_stop.code


@pytest.mark.parametrize(
    ("change", "row", "column"),
    [
        (
            "UPDATE dossiers_numberbook SET closed_on = '2020-03-03' WHERE volume = 1",
            "numberbook",
            "closed_on",
        ),
        ("UPDATE dossiers_numberbook SET sign = 'SCT/CK'", "numberbook", "sign"),
        ("DELETE FROM dossiers_numberbook WHERE volume = 2", "numberbook", "volume"),
        ("UPDATE dossiers_outage SET ended_at = ended_at + interval '1 hour'", "outage", "ended_at"),
        ("DELETE FROM dossiers_outage", "outage", "ground"),
    ],
)
def test_a_changed_book_or_outage_is_named(kept, change, row, column):
    with enemy() as own:
        own.execute(change)
    code, document = commanded()
    assert code == 1
    found = {(d["kind"], d["dossier"], d["row"], d["column"]) for d in document["differences"]}
    assert ("unit_row_changed", kept, row, column) in found


def test_a_book_that_no_act_opened_is_named(kept, world):
    told = {"unit": world.office, "sign": "X", "name": "x", "year": 2020, "volume": 1}
    NumberBook.objects.create(opened_on="2020-01-01", **told)
    assert {(d.dossier, d.row) for d in changed_books()} == {(world.office.code, "numberbook")}


def test_an_outage_is_never_changed_nor_removed(kept):
    for change in (lambda rows: rows.update(ground="khác"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Outage.objects.all())
