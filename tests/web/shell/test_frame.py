"""The frame around every page, and the addresses that belong to no audience."""

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings
from django.urls import path

from motcua.journal.actions.begin_installation import begin_installation
from motcua.web.shell.access import public, signed_in
from motcua.web.shell.preferences import THEME_COOKIE
from motcua.web.shell.views import health
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@public
def broken(request):
    raise RuntimeError("broken on purpose")


@signed_in
def inside(request):
    raise AssertionError("nobody gets here")


urlpatterns = []


def _with_extra_urls():
    from config import urls

    urlpatterns[:] = [path("broken", broken), path("inside", inside), *urls.urlpatterns]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        globals()[name] = getattr(urls, name)
    return override_settings(ROOT_URLCONF=__name__)


def test_vietnamese_is_spoken_whatever_the_phone_asks_for(client):
    page = client.get("/sign-in", headers={"accept-language": "en-US,en"})
    assert page.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in page.text
    assert "Mật khẩu" in page.text


def test_a_chosen_language_stays(client):
    answer = client.post("/language", {"language": "en", "next": "/sign-in"})
    assert answer.headers["Location"] == "/sign-in"
    page = client.get("/sign-in")
    assert '<html lang="en"' in page.text
    assert page.headers["Content-Language"] == "en"


@pytest.mark.parametrize(("address", "field"), [("/language", "language"), ("/theme", "theme")])
def test_only_what_exists_can_be_chosen(client, address, field):
    assert client.post(address, {field: "klingon"}).status_code == 400
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_site(client, elsewhere):
    assert client.post("/theme", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_dark_and_light(client):
    auto = client.get("/gallery").text
    assert 'media="screen and (prefers-color-scheme: dark)"' in auto
    client.cookies[THEME_COOKIE] = "dark"
    assert 'media="screen"' in client.get("/sign-in").text
    client.cookies[THEME_COOKIE] = "light"
    assert "dark.css" not in client.get("/sign-in").text
    client.cookies[THEME_COOKIE] = "no such theme"
    assert client.get("/gallery").text == auto


def test_a_visitor_gets_no_cookie(client):
    assert not client.get("/").cookies
    assert not client.get("/units").cookies


def test_a_demonstration_says_so_on_every_page(client):
    assert "mc-demo" not in client.get("/gallery").text
    begin_installation(kind="demonstration")
    assert "mc-demo" in client.get("/gallery").text
    assert "mc-demo" in client.get("/nowhere").text


@pytest.mark.parametrize("address", ["/gallery", "/gallery?errors"])
def test_the_gallery_shows_every_component(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert "noindex" in page.text
    assert ("govuk-error-summary" in page.text) == ("errors" in address)


def test_the_policy_of_contents_is_strict(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_travel_compressed(client):
    page = client.get("/gallery", headers={"accept-encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < 15_000


def test_health_is_told(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_health_is_told_when_the_database_is_gone(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Gone())
    assert client.get("/healthz").status_code == 503


def test_what_browsers_ask_for(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").text
    assert client.get("/manifest.webmanifest").json()["name"] == "Một Cửa"
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")


def test_a_page_that_is_not_there_says_what_to_do(client):
    page = client.get("/khong-co")
    assert page.status_code == 404
    assert "Không tìm thấy trang này" in page.text


def test_an_error_of_ours_needs_neither_request_nor_database():
    with _with_extra_urls():
        page = Client(raise_request_exception=False).get("/broken")
    assert page.status_code == 500
    assert "Máy chủ gặp lỗi" in page.text


def test_who_has_not_signed_in_is_sent_there_and_back():
    with _with_extra_urls():
        answer = Client().get("/inside?a=1")
    assert answer.headers["Location"] == "/sign-in?next=/inside%3Fa%3D1"


def test_a_form_without_its_token_is_refused_in_words():
    page = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "a", "password": "b"})
    assert page.status_code == 403
    assert "Trang đã mở quá lâu" in page.text


def test_the_name_in_the_frame_is_escaped(client):
    client.force_login(make_user("ten", full_name="<b>Lò</b>"))
    assert "&lt;b&gt;Lò&lt;/b&gt;" in client.get("/gallery").text
