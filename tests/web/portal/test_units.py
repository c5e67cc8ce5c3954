"""Agencies and units by dates."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.journal.events import SYSTEM
from motcua.orgs.actions.load_units import load_units

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """The units once for all tests of this module, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units(actor=SYSTEM, at=datetime.now(UTC))
        yield
        transaction.set_rollback(True)


def test_the_tree_has_three_tiers_in_2020_and_two_since_the_reform(client, district):
    then = client.get("/units?on=2020-07-01").text
    now = client.get("/units?on=2025-07-01").text
    assert "Ủy ban nhân dân huyện Yên Châu" in then
    assert "Ủy ban nhân dân huyện Yên Châu" not in now
    assert "/units/xa-yen-chau?on=2025-07-01" in now
    assert "xa-yen-chau" not in then


@pytest.mark.parametrize("nonsense", ["hôm nay", "2020-13-01", "0", "%00"])
def test_a_day_that_is_none_is_today_and_says_so(client, district, nonsense):
    page = client.get("/units", {"on": nonsense})
    assert page.status_code == 200
    assert "Không hiểu ngày" in page.text


@pytest.mark.parametrize("on", ["0001-01-01", "1999-01-01"])
def test_a_day_before_any_unit(client, district, on):
    assert "Ngày này chưa có đơn vị nào" in client.get("/units", {"on": on}).text


def test_a_unit_of_old_names_who_carries_on_its_work(client, district):
    page = client.get("/units/yen-chau").text
    assert "Công việc chuyển sang" in page
    assert "/units/xa-yen-chau" in page
    assert "hoạt động đến hết ngày" in page


def test_a_unit_names_where_to_apply(client, district):
    page = client.get("/units/yen-chau-tu-phap?on=2020-07-01").text
    assert "Nộp hồ sơ tại" in page
    assert "/units/yen-chau-mot-cua?on=2020-07-01" in page


def test_a_unit_that_is_not_there(client):
    assert client.get("/units/khong-co").status_code == 404


def test_the_number_of_queries_is_fixed(client, district, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/units?on=2020-07-01")


def test_every_unit_has_a_page(client, district):
    from motcua.orgs.models import Unit

    for code, first_day in Unit.objects.values_list("code", "valid_from"):
        assert client.get(f"/units/{code}?on={first_day}").status_code == 200
