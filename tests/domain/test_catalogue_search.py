"""The search: tone marks, half words, abbreviations, slips of the hand; pages and facets."""

from datetime import date

import pytest
from django.core.cache import cache

from motcua.catalogue.search import Filters, facets, search
from motcua.catalogue.terms import Origin
from tests.factories.catalogue import a_content, landed

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def procedures():
    cache.clear()
    landed(
        a_content(
            "1.001193", "Đăng ký khai sinh", field="Hộ tịch", levels=["commune"], ministry="Bộ Tư pháp"
        ),
        a_content("1.004884", "Đăng ký lại khai sinh", field="Hộ tịch", levels=["commune"]),
        a_content("1.000656", "Đăng ký khai tử", field="Hộ tịch", levels=["commune", "district"]),
        a_content("1.009994", "Cấp giấy phép xây dựng nhà ở", field="Xây dựng", levels=["district"]),
        a_content("2.000815", "Chứng thực bản sao", field="Chứng thực", abbreviations=["sao y"]),
    )


def names(text, **more):
    return [hit.name for hit in search(text, on=DAY, **more).hits]


@pytest.mark.parametrize(
    "text",
    [
        "khai sinh",
        "khai sính",
        "KHAI SINH",
        "dang ky khai sinh",
        "ĐĂNG KÝ ks",
        "sinh khai",
        "kha sin",
    ],
)
def test_births_are_found_however_they_are_typed(text):
    assert set(names(text)) == {"Đăng ký khai sinh", "Đăng ký lại khai sinh"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gpxd", "Cấp giấy phép xây dựng nhà ở"),
        ("1.000656", "Đăng ký khai tử"),
        ("000815", "Chứng thực bản sao"),
        ("sao y", "Chứng thực bản sao"),
        ("dkks", "Đăng ký khai sinh"),
        ("lai khai sinh", "Đăng ký lại khai sinh"),
    ],
)
def test_one_is_found(text, name):
    assert names(text) == [name]


def test_a_slip_of_the_hand_finds_the_like_and_says_so():
    found = search("khai sihn", on=DAY)
    assert found.alike
    assert "Đăng ký khai sinh" in [hit.name for hit in found.hits]


@pytest.mark.parametrize(
    "text", ["chugn thuc bna sao", "chungthuc ban sao", "chứng thứcc bảnn sao", "chng thc ban sao"]
)
def test_a_slip_in_each_word_finds_the_one_that_was_meant(text):
    assert names(text)[0] == "Chứng thực bản sao"


@pytest.mark.parametrize("text", ["zzzzzz", "%", "_", "khai % sinh zzzz", "'"])
def test_nonsense_finds_nothing_and_breaks_nothing(text):
    search(text, on=DAY)
    assert names("zzzzzz") == []


def test_the_begun_name_comes_before_the_one_that_only_holds_it():
    landed(a_content("3.000001", "Bãi bỏ đăng ký khai tử"))
    assert names("đăng ký khai tử")[0] == "Đăng ký khai tử"


def test_an_empty_text_lists_all_in_dictionary_order():
    assert names("") == [
        "Cấp giấy phép xây dựng nhà ở",
        "Chứng thực bản sao",
        "Đăng ký khai sinh",
        "Đăng ký khai tử",
        "Đăng ký lại khai sinh",
    ]


def test_pages_follow_one_another_without_gap_or_double():
    seen, after = [], None
    for _ in range(5):
        found = search("", on=DAY, size=2, after=after)
        seen += [hit.name for hit in found.hits]
        after = found.after
        if after is None:
            break
    assert seen == names("")


def test_pages_of_the_like_follow_too():
    first = search("dang ky khai sihn", on=DAY, size=1)
    second = search("dang ky khai sihn", on=DAY, size=1, after=first.after)
    assert second.alike
    assert first.hits != second.hits


@pytest.mark.parametrize("after", ["x", "W10=", "WzEsMiwzXQ==", "é"])
def test_a_forged_place_is_refused(after):
    with pytest.raises(ValueError, match="not a place"):
        search("", on=DAY, after=after)


def test_filters_and_facets():
    assert names("", filters=Filters(field="Hộ tịch", level="district")) == ["Đăng ký khai tử"]
    found = facets("", on=DAY)
    assert found.total == 5
    assert found.fields[0] == ("Hộ tịch", 3)
    assert dict(found.levels) == {"commune": 3, "district": 2}
    assert facets("khai", on=DAY, filters=Filters(level="commune")).total == 3


def test_only_what_is_in_effect_that_day_is_found():
    landed(a_content("9.100000", "Việc cũ"), origin=Origin.PACK, start=date(2019, 1, 1), end=date(2025, 7, 1))
    assert names("việc cũ") == []
    assert [hit.name for hit in search("viec cu", on=date(2020, 1, 1)).hits] == ["Việc cũ"]


def test_a_search_takes_one_query_and_its_like_one_more(django_assert_num_queries):
    with django_assert_num_queries(1):
        search("khai sinh", on=DAY)
    with django_assert_num_queries(3):  # the words of the catalogue, once in some minutes
        search("khai sihn", on=DAY)
    with django_assert_num_queries(2):
        search("khai sihn", on=DAY)
    with django_assert_num_queries(3):
        search("zzzzzz", on=DAY)
    with django_assert_num_queries(1):
        facets("khai sinh", on=DAY)
