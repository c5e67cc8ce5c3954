"""The books of a counter: opened, narrowed; every page examined."""

from tests.journeys.test_counter import picture
from tests.journeys.test_desk import received
from tests.journeys.test_every_page import examine, sign_in


def test_the_register_of_this_year(page):
    sign_in(page, "canbo.yenchau")
    code = received(page)
    page.goto("/counter/")
    page.get_by_role("link", name="Sổ theo dõi hồ sơ").click()
    assert not examine(page, page.url)
    page.get_by_role("row").get_by_role("link").first.click()
    page.get_by_role("link", name=code).wait_for()
    assert not examine(page, page.url)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    picture(page, "so-theo-doi")
