"""The pages that the guides show and no other journey comes by: examined, and pictured when asked."""

import pytest

from tests.journeys.pictures import shown
from tests.journeys.test_every_page import examine, sign_in

SHOWN = {
    "quantri": (("/manage/officers?q=xa+yen+chau", "can-bo"), ("/manage/units/xa-yen-chau", "mot-don-vi")),
    "khaosat": (("/surveys/", "khao-sat"),),
}


def seen(page, address, name):
    """The page at `address`: nothing wrong with it; its picture."""
    assert not examine(page, address)
    shown(page, name)


@pytest.mark.slow
@pytest.mark.parametrize("username", SHOWN)
def test_pages_of_the_guides(page, username):
    sign_in(page, username)
    for address, name in SHOWN[username]:
        seen(page, address, name)


@pytest.mark.slow
def test_units_are_administered(page):
    sign_in(page, "quantri")
    places = ("units", "units/xa-yen-chau/below", "units/xa-yen-chau/rename", "units/xa-yen-chau/close")
    assert not [wrong for place in places if (wrong := examine(page, f"/manage/{place}"))]


@pytest.mark.slow
def test_a_role_is_given(page):
    sign_in(page, "quantri")
    page.goto("/manage/officers?q=lo+thi+hanh")
    page.get_by_role("main").get_by_role("link", name="Lò Thị Hạnh").click()
    page.get_by_role("heading", name="Chức vụ và vai trò").wait_for()
    address = page.url
    seen(page, address, "mot-can-bo")
    seen(page, f"{address}/role", "giao-vai-tro")
    assert not examine(page, f"{address}/position")
