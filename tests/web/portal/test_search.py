"""The first page and its search."""

import pytest

from tests.factories.catalogue import a_content, landed

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def three():
    landed(
        a_content("1.000001", "Đăng ký khai sinh", field="Hộ tịch", levels=["commune"], ministry="Bộ Tư pháp",
                  ways=[{"channel": "direct", "limit": "same_day", "fee_amount": 0},
                        {"channel": "online", "limit": "1.5 wd", "fee_amount": 8000}]),
        a_content("1.000002", "Đăng ký lại khai sinh", field="Hộ tịch", levels=["commune"]),
        a_content("1.000003", "Cấp giấy phép xây dựng", field="Hoạt động xây dựng", levels=["district"]),
    )  # fmt: skip


def test_the_way_in_shows_what_there_is(client, three):
    page = client.get("/").text
    assert "Bạn cần làm thủ tục gì?" in page
    assert "Xem cả 3 thủ tục" in page
    assert "?level=commune" in page
    assert "Hoạt động xây dựng" in page


def test_an_empty_catalogue_says_so(client):
    assert "Danh mục thủ tục còn trống" in client.get("/").text


@pytest.mark.parametrize(
    "words", ["khai sinh", "KHAI SINH", "dang ky khai sinh", "đăng kí khai sinh", "khai si"]
)
def test_tone_marks_are_forgiven(client, three, words):
    page = client.get("/", {"q": words}).text
    assert "Đăng ký khai sinh" in page
    assert "Cấp giấy phép xây dựng" not in page


def test_a_line_tells_limit_and_fee(client, three):
    page = client.get("/", {"q": "1.000001"}).text
    assert "trong ngày / 1,5 ngày làm việc" in page
    assert "không thu – 8.000 đồng" in page


def test_results_are_filtered(client, three):
    page = client.get("/", {"q": "", "level": "district"}).text
    assert "Tìm thấy 1 thủ tục" in page
    assert 'href="/?q="' in page, "the filter can be taken away"


def test_a_filter_that_names_nothing_is_left_out(client, three):
    assert "Tìm thấy 3 thủ tục" in client.get("/", {"q": "", "level": "moon"}).text


def test_nothing_found_says_what_to_do(client, three):
    page = client.get("/", {"q": "xyzzyqwerty"}).text
    assert "Không tìm thấy thủ tục nào" in page
    assert "Hãy thử ít từ hơn" in page


def test_pages_follow_one_another_without_a_gap(client):
    landed(*(a_content(f"2.{n:06}", f"Thủ tục số {n:02}") for n in range(45)))
    seen, address = [], "/?q=thu+tuc+so"
    while address:
        page = client.get(address).text
        seen += [part.split('"')[0] for part in page.split('href="/procedures/')[1:]]
        after = (
            page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0] if 'rel="next"' in page else ""
        )
        address = after.replace("&amp;", "&")
    assert seen == [f"2.{n:06}" for n in range(45)]


@pytest.mark.parametrize("nonsense", ["x", "%00", "bm9uc2Vuc2U=", "WzEsMiwzXQ=="])
def test_a_page_that_is_none_begins_anew(client, three, nonsense):
    assert "Tìm thấy 3 thủ tục" in client.get("/", {"q": "", "after": nonsense}).text


def test_words_are_shown_as_text(client, three):
    page = client.get("/", {"q": '"><script>alert(1)</script>\0' + "x" * 500}).text
    assert "<script>alert" not in page


def test_htmx_gets_the_part_and_a_browser_the_page(client, three):
    part = client.get("/", {"q": "khai sinh"}, headers=HTMX)
    assert "<html" not in part.text
    assert "Tìm thấy 2 thủ tục" in part.text
    assert "HX-Request" in part.headers["Vary"]
    back = client.get("/", {"q": "khai sinh"}, headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<html" in back.text


@pytest.mark.parametrize(("address", "queries"), [("/", 2), ("/?q=khai+sinh", 5), ("/?q=", 5)])
def test_the_number_of_queries_is_fixed(client, three, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(address)
    landed(*(a_content(f"2.{n:06}", f"Đăng ký khai sinh {n}", levels=["commune"]) for n in range(30)))
    with django_assert_num_queries(queries):
        client.get(address)
