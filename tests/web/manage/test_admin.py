"""Django's admin, behind its own door."""

import pytest

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_the_one_sign_in(client):
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/sign-in?next=/admin/"


def test_officers_without_that_right_stay_outside(client):
    client.force_login(make_user("mai"))
    assert client.get("/admin/", follow=True).status_code == 403


def test_administrators_come_in(client):
    user = make_user("quantri")
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    assert 'href="/manage/"' in client.get("/gallery").text
    assert 'href="/admin/"' in client.get("/manage/").text
