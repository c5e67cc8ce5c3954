"""A procedure's page."""

from datetime import date

import pytest

from tests.factories.catalogue import a_content, full_content, landed
from tests.factories.district import national_records

pytestmark = pytest.mark.django_db


def test_every_part_is_told(client):
    landed(full_content())
    page = client.get("/procedures/9.000009").text
    for text in (
        "Thủ tục có đủ mọi phần",
        "Trường hợp: Phải xác minh",
        "2.000 đồng mỗi trang; từ trang 3: 1.000 đồng mỗi trang; tối đa 200.000 đồng mỗi bản",
        "Hộ nghèo (giảm 50%)",
        "Im lặng sau 2 ngày làm việc là đồng ý",
        "một phần, từ 24/06/2022",
        "2,5 ngày làm việc",
        "Luật Hộ tịch",
        "KQ.G15.000031",
        "hai cột dính nhau",
        "theo hiểu biết, chưa đối chiếu",
        "không tiếp nhận tại Bộ phận Một cửa",
        "thực hiện tại hiện trường",
    ):
        assert text in page, text


def test_the_process_is_drawn_twice_and_told_once(client):
    landed(full_content())
    page = client.get("/procedures/9.000009").text
    assert page.count('<svg class="mc-process__') == 2
    assert page.count("Bắt đầu khi các bước này đã xong: 2, 3.") == 1


def test_a_procedure_without_anything_is_still_a_page(client):
    landed(a_content())
    page = client.get("/procedures/1.000001")
    assert page.status_code == 200
    assert "Nguồn không nêu giấy tờ nào." in page.text


def test_names_keep_their_capitals(client):
    council = {"code": "a", "name": "Lệ phí", "kind": "le_phi", "method": "province"}
    landed(a_content(fees=[council]))
    assert "Do Hội đồng nhân dân tỉnh quy định" in client.get("/procedures/1.000001").text


def test_texts_of_a_source_are_shown_as_text(client):
    landed(a_content(order_of_steps="Bước 1: <script>alert(1)</script>\n- Nộp"))
    page = client.get("/procedures/1.000001").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_versions_can_be_looked_back_at(client):
    landed(a_content(name="Tên cũ"), start=date(2020, 1, 1))
    landed(a_content(name="Tên mới"), start=date(2025, 7, 1))
    page = client.get("/procedures/1.000001").text
    assert "Tên mới" in page
    assert "/procedures/1.000001/versions/1" in page
    old = client.get("/procedures/1.000001/versions/1").text
    assert "Tên cũ" in old
    assert "không phải phiên bản đang có hiệu lực" in old


@pytest.mark.parametrize(
    "address", ["/procedures/9.9", "/procedures/1.000001/versions/7", "/procedures/a%00b"]
)
def test_what_is_not_there_is_not_found(client, address):
    landed(a_content())
    assert client.get(address).status_code == 404


def test_the_number_of_queries_is_fixed(client, django_assert_num_queries):
    landed(full_content(), a_content())
    client.get("/procedures/9.000009")
    with django_assert_num_queries(20):
        client.get("/procedures/9.000009")


def test_every_national_record_of_the_fixtures_makes_a_page(client):
    from motcua.catalogue.models import Procedure

    national_records()
    codes = list(Procedure.objects.values_list("code", flat=True))
    assert len(codes) >= 40
    for code in codes:
        assert client.get(f"/procedures/{code}").status_code == 200


def test_the_process_is_downloaded_as_bpmn(client):
    landed(full_content(), start=date(2020, 1, 1))
    page = client.get("/procedures/9.000009").content.decode()
    address = "/procedures/9.000009/versions/1/chinh.bpmn"
    assert f'href="{address}"' in page
    file = client.get(address)
    assert file["Content-Disposition"] == 'attachment; filename="9.000009-v1-chinh.bpmn"'
    assert 'name="Tiếp nhận"' in file.content.decode()
    assert client.get("/procedures/9.000009/versions/1/khac.bpmn").status_code == 404
