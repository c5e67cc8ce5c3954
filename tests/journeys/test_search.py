"""Finding a procedure: by keyboard alone, while typing, on a phone, and without JavaScript."""

from tests.journeys.test_every_page import arrived, painted

PHONE = {"width": 390, "height": 844}


def test_by_keyboard_alone(page):
    page.goto("/")
    painted(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("chung thuc ban sao tu ban chinh")
    page.keyboard.press("Enter")
    arrived(page, "**/?q=chung*")
    result = page.get_by_role("link", name="Chứng thực bản sao từ bản chính")
    result.wait_for()
    for _ in range(20):
        page.keyboard.press("Tab")
        if result.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/2.000815")
    assert "Chứng thực bản sao" in page.title()


def test_while_typing_with_tone_marks(page):
    page.goto("/")
    page.locator("#q").press_sequentially("cấp giấy")
    page.get_by_role("status").get_by_text("Tìm thấy").wait_for()
    assert page.evaluate("document.activeElement.id") == "q", "typing goes on"
    page.locator("#q").press_sequentially(" thông hành")
    page.get_by_role("link", name="Cấp giấy thông hành").wait_for()
    page.wait_for_url("**/?q=*th%C3%B4ng+h%C3%A0nh")
    page.reload()
    assert page.locator("#q").input_value() == "cấp giấy thông hành"


def test_filters_work_while_looking(page):
    page.goto("/?q=")
    count = page.get_by_role("status").inner_text()
    page.get_by_label("Cấp giải quyết").focus()
    page.get_by_label("Cấp giải quyết").select_option("commune")
    page.wait_for_url("**/?q=&level=commune")
    page.get_by_role("list", name="Đang lọc theo").wait_for()
    assert page.get_by_role("status").inner_text() != count
    assert page.get_by_label("Cấp giải quyết").evaluate("field => field === document.activeElement")


def test_the_back_button_leads_back(page):
    page.goto("/?q=khai+sinh")
    page.locator(".mc-result a").first.click()
    page.wait_for_url("**/procedures/*")
    page.go_back()
    page.get_by_role("status").get_by_text("Tìm thấy").wait_for()
    assert page.locator("#q").input_value() == "khai sinh"


def test_without_javascript(visit):
    page = visit(java_script_enabled=False)
    page.goto("/")
    page.fill("#q", "chung thuc ban sao")
    page.click(".mc-search__button")
    page.locator(".mc-result a").first.click()
    assert "/procedures/" in page.url
    page.get_by_role("button", name="Tối").click()
    assert "/procedures/" in page.url
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(25, 21, 20)"
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Which papers to prepare").is_visible()


def test_filters_lie_folded_on_a_phone(page):
    page.set_viewport_size(PHONE)
    page.goto("/?q=khai+sinh")
    assert not page.get_by_label("Lĩnh vực").is_visible()
    page.get_by_text("Lọc kết quả").click()
    assert page.get_by_label("Lĩnh vực").is_visible()


def test_the_process_is_read_on_a_phone(page):
    page.set_viewport_size(PHONE)
    page.goto("/procedures/1.009994")
    assert page.locator(".mc-process__narrow").first.is_visible()
    assert not page.locator(".mc-process__wide").first.is_visible()
    box = page.locator(".mc-process__narrow").first.bounding_box()
    assert box["width"] <= PHONE["width"]
    drawn = page.locator(".mc-process__narrow .mc-process__title").first
    assert drawn.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") >= 13


def test_drawn_text_stays_in_its_box(page):
    """The server guesses how wide letters are; the browser knows."""
    page.goto("/procedures/1.009994")
    page.evaluate("document.fonts.ready")
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('.mc-process__wide g')].flatMap(group => {
            const right = group.querySelector('rect').getBoundingClientRect().right;
            return [...group.querySelectorAll('text')]
                .filter(text => text.getBoundingClientRect().right > right - 4).map(text => text.textContent);
        })"""
    )
    assert not too_wide
