"""Signing in and out, and one's own account."""

import pytest

from tests.factories.district import demo_district
from tests.factories.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai():
    return make_user("lò.mai", full_name="Lò Thị Mai")


def test_who_signs_in_goes_where_he_was_going(client, mai):
    answer = client.post("/sign-in", {"username": "Lò.Mai", "password": PASSWORD, "next": "/account"})
    assert answer.headers["Location"] == "/account"
    assert "Lò Thị Mai" in client.get("/account").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", ""])
def test_signing_in_never_leads_to_another_site(client, mai, elsewhere):
    form = {"username": "lò.mai", "password": PASSWORD, "next": elsewhere}
    assert client.post("/sign-in", form).headers["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("lò.mai", "sai-mật-khẩu"), ("nobody", PASSWORD)])
def test_a_wrong_pair_is_refused_without_telling_which(client, mai, name, password):
    page = client.post("/sign-in", {"username": name, "password": password})
    assert page.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.text
    assert "_auth_user_id" not in client.session
    assert password not in page.text


def test_empty_fields_are_named(client):
    page = client.post("/sign-in", {}).text
    assert 'href="#id_username"' in page
    assert 'href="#id_password"' in page


def test_who_is_switched_off_stays_outside(client, mai):
    mai.is_active = False
    mai.save()
    assert client.post("/sign-in", {"username": "lò.mai", "password": PASSWORD}).status_code == 422


def test_signing_out_is_a_post(client, mai):
    client.force_login(mai)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").headers["Location"] == "/"
    assert "Bạn đã đăng xuất" in client.get("/").text


def test_a_real_installation_lists_no_accounts(client):
    assert "Tài khoản trình diễn" not in client.get("/sign-in").text


@pytest.mark.slow
def test_a_demonstration_lists_accounts_that_work(client):
    demo_district()
    page = client.get("/sign-in").text
    assert "canbo.yenchau" in page
    password = page.split("dùng chung mật khẩu <strong>")[1].split("<")[0]
    client.post("/sign-in", {"username": "canbo.yenchau", "password": password})
    account = client.get("/account").text
    assert "Công chức tiếp nhận và trả kết quả" in account
    assert "Trung tâm Phục vụ hành chính công xã Yên Châu" in account


def test_an_account_without_a_position_is_told_what_to_do(client, mai):
    client.force_login(mai)
    assert "Bạn chưa có chức vụ nào" in client.get("/account").text
