"""The register of a year and the hand-over list, from the rows that real acts wrote."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.models import Dossier
from motcua.dossiers.values import Request
from motcua.printouts.filling import finding, hand_over_list_of, register_of, slip_of
from motcua.printouts.filling.books import EmptyBookError
from motcua.printouts.render import render
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told, brought, on_the_spot
from tests.domain.dossiers.test_way import received, solved
from tests.domain.printouts.test_slips import words

pytestmark = pytest.mark.django_db
PRINTED_ON = date(2021, 1, 5)


@pytest.fixture
def year(world):
    """Refused at the counter, solved and returned, on the spot, withdrawn; one of the next year."""
    refuse_at_reception(
        actor=world.counter, at=local("2020-06-01T08:00"), reason="nhầm nơi", **brought(world)
    )
    first = solved(world)
    at = local("2020-06-08T08:00")
    return_result(actor=world.counter, at=at, dossier=first, receiver_name="Lò Văn Sơn", channel="post")
    second = on_the_spot(world, at=local("2020-06-09T09:30"), started_at=local("2020-06-09T09:00"))
    third = received(world, at="2020-06-10T09:00")
    withdraw(actor=world.counter, at=local("2020-06-11T09:00"), dossier=third, reason="đổi ý")
    following = received(world, at="2021-01-04T09:00")
    return [first, second, third, following]


def test_all_that_was_received_stands_in_the_book_by_its_number(world, year):
    book = register_of(world.one_stop, 2020, PRINTED_ON)
    assert [(row.number, row.code) for row in book.rows] == [
        (number, dossier.code) for number, dossier in enumerate(year[:3], start=1)
    ]
    solved_row, at_once, withdrawn = book.rows
    assert (solved_row.received_on, solved_row.due_on) == (date(2020, 6, 2), date(2020, 6, 9))
    assert (solved_row.sent_on, solved_row.back_on) == (date(2020, 6, 2), date(2020, 6, 5))
    assert (solved_row.returned_on, solved_row.return_method) == (
        date(2020, 6, 8),
        "qua dịch vụ bưu chính công ích",
    )
    assert (at_once.note, at_once.returned_on) == ("Giải quyết ngay", date(2020, 6, 9))
    assert (withdrawn.note, withdrawn.back_on) == ("Người nộp rút hồ sơ", None)
    assert book.opened_on == date(2020, 6, 2)
    text = words(render(book))
    assert "SỔ THEO DÕI HỒ SƠ" in text
    assert "014123456789" not in text


def test_receipt_and_book_bear_the_same_number_and_each_year_begins_anew(world, year):
    for dossier in (year[0], year[2], year[3]):
        row = Dossier.objects.get(pk=dossier.pk)
        slip = slip_of(finding.slip(finding.dossier(dossier.code), "receipt"))
        assert (slip.serial_no, slip.book_no) == (row.book_number, str(row.book_year))
        assert slip.heading.number == row.book_number
        assert as_told(dossier).book_unit == world.one_stop
    assert Dossier.objects.get(pk=year[3].pk).book_number == 1


def test_no_two_dossiers_stand_at_one_place_of_a_book(world, year):
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=year[2].pk).update(book_number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=year[2].pk).update(book_number=None)


def test_a_book_is_read_by_as_many_questions_however_long(world, year):
    register_of(world.one_stop, 2020, PRINTED_ON)
    with CaptureQueriesContext(connection) as short:
        register_of(world.one_stop, 2021, PRINTED_ON)
    with CaptureQueriesContext(connection) as long:
        register_of(world.one_stop, 2020, PRINTED_ON)
    assert len(long) == len(short)


def test_a_year_without_dossiers_has_no_book(world):
    with pytest.raises(EmptyBookError):
        register_of(world.one_stop, 2020, PRINTED_ON)


def test_the_result_goes_where_the_applicant_asked(world):
    world.request = Request(return_channel="post")
    dossier = received(world)
    slip = slip_of(finding.slip(finding.dossier(dossier.code), "receipt"))
    assert slip.return_channel == "qua dịch vụ bưu chính công ích"
    assert as_told(dossier).return_channel == "post"


def test_a_hand_over_list_names_what_was_given_that_day(world, year):
    handed = hand_over_list_of(world.one_stop, world.office, date(2020, 6, 2))
    assert [row.code for row in handed.dossiers] == [year[0].code]
    assert (handed.giver, handed.taker) == (
        world.counter.officer.full_name,
        world.head.officer.full_name,
    )
    assert year[0].code in words(render(handed)).replace(" ", "")
    with pytest.raises(EmptyBookError):
        hand_over_list_of(world.one_stop, world.office, date(2020, 6, 3))
